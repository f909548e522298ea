// SPDX-License-Identifier: MIT
#pragma once

#include "context/template.hpp"

#include <memory>
#include <string>
#include <vector>

namespace scribe::context {

/// One way to write a template: cells of rows, the first of which is the header.
struct TemplateWriter::Format {
    virtual ~Format() = default;
    virtual void write(std::vector<std::string> const &cells) = 0;
    virtual void finish() = 0;
};

/// The names of the first columns, which say what a row is of.
inline constexpr std::size_t k_place_columns = 4;

/// Throws base::Error(output).
std::unique_ptr<TemplateWriter::Format> csv_template(std::string const &path);
std::unique_ptr<TemplateWriter::Format> xlsx_template(std::string const &path);

} // namespace scribe::context
