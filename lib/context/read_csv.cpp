// SPDX-License-Identifier: MIT
#include "base/text.hpp"
#include "context/readers.hpp"
#include "context/tables/csv_rows.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace scribe::context {

namespace {

void check_header(std::vector<std::string> &names, std::string const &place) {
    for (auto &name : names) name = base::to_lower_ascii(base::trim(name));
    for (char const *const needed : {"from", "to"}) {
        if (std::ranges::find(names, needed) == names.end())
            fail_at(place, fmt::format("expected a header with the columns from and to; \"{}\" is missing", needed));
    }
}

} // namespace

std::vector<RelationDraft> read_csv(std::string_view text, std::string const &file) {
    std::vector<std::string> names;
    std::vector<RelationDraft> drafts;
    read_csv_rows(text, file, [&](std::vector<std::string> &&cells, std::size_t line) {
        auto const place = fmt::format("{}:{}", file, line);
        if (names.empty()) {
            names = std::move(cells);
            return check_header(names, place);
        }
        if (cells.size() != names.size())
            fail_at(place, fmt::format("{} cells; expected {}, as the header has", cells.size(), names.size()));
        std::vector<DraftField> fields;
        for (std::size_t i = 0; i < cells.size(); ++i) fields.push_back({names[i], std::move(cells[i]), place});
        drafts.push_back(draft_of(fields, place));
    });
    if (names.empty()) fail_at(file + ":1", "expected a header with the columns from and to");
    return drafts;
}

} // namespace scribe::context
