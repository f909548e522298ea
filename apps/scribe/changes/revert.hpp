// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/audit/undo.hpp"
#include "command.hpp"
#include "output/output.hpp"

#include <string>

namespace scribe::cli {

/// `scribe undo` and `scribe redo`: the same but for the direction.
class RevertCommand : public Command {
public:
    explicit RevertCommand(catalog::Direction direction) { m_request.direction = direction; }
    void bind(CLI::App &app) override;
    void check() const override;
    base::ExitCode run(Context &context) override;

private:
    catalog::RevertRequest m_request;
    OutputOptions m_output;
    std::int64_t m_limit = 50, m_offset = 0;
};

} // namespace scribe::cli
