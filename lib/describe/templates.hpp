// SPDX-License-Identifier: MIT
#pragma once

#include "describe/evidence.hpp"
#include "model/column_template.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace scribe::describe {

using Template = model::ColumnTemplate;

/// A template, and what it says of a column.
struct TemplateUse {
    Template const *used = nullptr;
    std::string text;
};

class Templates {
public:
    /// The shipped ones, and `own`, which are in place of shipped ones of the same name; one without a text takes that
    /// away. Throws base::Error(usage) naming the template when a pattern is no regular expression, or a placeholder
    /// is unknown.
    explicit Templates(std::vector<Template> const &own = {});
    Templates(Templates &&) noexcept;
    Templates &operator=(Templates &&) noexcept;
    ~Templates();

    /// All, by priority and name.
    std::vector<Template> const &all() const;
    /// The one that applies to the column, if one does.
    std::optional<TemplateUse> match(TableEvidence const &table, ColumnEvidence const &evidence) const;

private:
    struct Compiled;
    std::unique_ptr<Compiled> m_compiled;
};

/// Those that come with the program.
Templates const &shipped_templates();

} // namespace scribe::describe
