// SPDX-License-Identifier: MIT
#include "describe/model/answers.hpp"

#include "base/error.hpp"
#include "model/json/field_json.hpp"

namespace scribe::describe {

// Found by name lookup where they are used (field_json.hpp), so not in an unnamed namespace.
// clang-format off
template <typename Visit> void fields(Visit &&visit, Claim &o) {
    visit("kind", o.kind); visit("column", o.column); visit("table", o.table); visit("values", o.values);
    visit("min", o.min); visit("max", o.max);
}
template <typename Visit> void fields(Visit &&visit, Draft &o) {
    visit("id", o.id); visit("text", o.text); visit("sure", o.sure); visit("claims", o.claims);
}
struct ColumnDrafts {
    std::vector<Draft> columns;
};
template <typename Visit> void fields(Visit &&visit, ColumnDrafts &o) { visit("columns", o.columns); }
// clang-format on

namespace {

template <typename T> T read(std::string const &json) {
    T answer;
    model::read_text(json, answer, [](std::string const &why) {
        throw base::Error(base::ExitCode::service, "the answer of a model cannot be read: " + why);
    });
    return answer;
}

} // namespace

Draft read_text_answer(std::string const &json) { return read<Draft>(json); }
std::vector<Draft> read_columns_answer(std::string const &json) { return read<ColumnDrafts>(json).columns; }

} // namespace scribe::describe
