// SPDX-License-Identifier: MIT
#include "context/draft.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "context/end.hpp"
#include "context/readers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace scribe::context {

namespace {

using base::Error;
using base::ExitCode;
using Reader = std::vector<RelationDraft> (*)(std::string_view text, std::string const &file);

struct FormatRow {
    std::string_view name;
    RelationFormat format;
    Reader read;
};

constexpr std::array<FormatRow, 6> k_formats = {{{"csv", RelationFormat::csv, read_csv},
                                                 {"json", RelationFormat::json, read_json},
                                                 {"yaml", RelationFormat::yaml, read_yaml},
                                                 {"tbls", RelationFormat::tbls, read_tbls},
                                                 {"schemaspy", RelationFormat::schemaspy, read_schemaspy},
                                                 {"dbml", RelationFormat::dbml, read_dbml}}};

/// The first that fits counts.
constexpr std::array<std::pair<std::string_view, RelationFormat>, 8> k_endings = {{
    {"tbls.yml", RelationFormat::tbls},
    {"tbls.yaml", RelationFormat::tbls},
    {".csv", RelationFormat::csv},
    {".json", RelationFormat::json},
    {".yml", RelationFormat::yaml},
    {".yaml", RelationFormat::yaml},
    {".xml", RelationFormat::schemaspy},
    {".dbml", RelationFormat::dbml},
}};

constexpr std::array<std::string_view, 11> k_fields = {"from",   "to",          "cardinality", "condition",
                                                       "rule",   "name",        "decision",    "optional",
                                                       "source", "type_column", "type_value"};

void one_of(DraftField const &field, std::vector<std::string> const &words) {
    if (std::ranges::find(words, field.text) != words.end()) return;
    fail_at(field.place, fmt::format("{} is \"{}\"; expected {}", field.name,
                                     base::single_line(base::utf8_head(field.text, 100)), base::join(words, ", ")));
}

void set_end(RelationDraft &draft, DraftField const &field) {
    try {
        auto named = parse_end(field.text);
        if (!named.source.empty() && !draft.source.empty() && draft.source != named.source)
            fail_at(field.place, "it lies in another source than the rest of the relationship");
        if (!named.source.empty()) draft.source = named.source;
        (field.name == "from" ? draft.from : draft.to) = std::move(named.end);
    } catch (Error const &error) {
        if (error.code() == ExitCode::config) throw;
        fail_at(field.place, fmt::format("{}: {}", field.name, error.what()), error.hint());
    }
}

void set_field(RelationDraft &draft, DraftField const &field) {
    auto const &[name, text, place] = field;
    if (name == "from" || name == "to") set_end(draft, field);
    else if (name == "source") draft.source = text;
    else if (name == "type_column") draft.type_column = text;
    else if (name == "type_value") draft.type_value = text;
    else if (name == "condition") draft.condition = text;
    else if (name == "rule") draft.rule = text;
    else if (name == "name") draft.name = text;
    else if (name == "cardinality") {
        one_of(field, {"N:1", "1:1", "N:M"});
        draft.cardinality = text;
    } else if (name == "decision") {
        one_of(field, {"open", "accepted", "rejected"});
        draft.decision = text;
    } else if (name == "optional") {
        one_of(field, {"true", "false"});
        draft.optional = text == "true";
    } else {
        std::vector<std::string> const names{k_fields.begin(), k_fields.end()};
        auto const near = base::nearest(name, names);
        fail_at(place,
                fmt::format("\"{}\" is no field of a relationship", base::single_line(base::utf8_head(name, 100))),
                near ? "did you mean " + *near + "?" : "expected " + base::join(names, ", "));
    }
}

} // namespace

void fail_at(std::string const &place, std::string const &what, std::string hint) {
    throw Error(ExitCode::config, fmt::format("{}: {}", place, what), std::move(hint));
}

LineIndex::LineIndex(std::string_view text) {
    for (std::size_t at = 0; at != std::string_view::npos;) {
        m_starts.push_back(at);
        at = text.find('\n', at);
        if (at != std::string_view::npos) ++at;
    }
}

std::size_t LineIndex::line(std::size_t offset) const {
    return static_cast<std::size_t>(std::ranges::upper_bound(m_starts, offset) - m_starts.begin());
}

RelationDraft draft_of(std::vector<DraftField> const &fields, std::string const &place) {
    RelationDraft draft;
    draft.place = place;
    for (auto const &field : fields) {
        // An empty cell of a table says nothing.
        if (!field.text.empty()) set_field(draft, field);
        else if (std::ranges::find(k_fields, field.name) == k_fields.end()) set_field(draft, field);
    }
    if (draft.from.columns.empty()) fail_at(place, "\"from\" is missing: the referring column, schema.table.column");
    if (draft.to.columns.empty())
        fail_at(place, "\"to\" is missing: the column that is referred to, schema.table.column");
    if (draft.type_value.empty() != draft.type_column.empty()) fail_at(place, "type_column and type_value go together");
    return draft;
}

std::optional<RelationFormat> relation_format(std::string_view name) {
    auto const *const found = std::ranges::find(k_formats, name, &FormatRow::name);
    return found == k_formats.end() ? std::nullopt : std::optional{found->format};
}

std::optional<RelationFormat> format_of_file(std::string_view file) {
    auto const lower = base::to_lower_ascii(file);
    for (auto const &[ending, format] : k_endings) {
        if (lower.ends_with(ending)) return format;
    }
    return std::nullopt;
}

std::vector<std::string> relation_format_names() {
    std::vector<std::string> names;
    for (auto const &row : k_formats) names.emplace_back(row.name);
    return names;
}

std::vector<RelationDraft> read_relations(std::string_view text, RelationFormat format, std::string const &file) {
    if (text.size() > k_most_bytes)
        fail_at(file, fmt::format("the file is larger than {}", base::human_bytes(k_most_bytes)));
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    if (!base::is_valid_utf8(text)) {
        LineIndex const lines{text};
        std::size_t at = 0;
        while (base::is_valid_utf8(text.substr(0, text.find('\n', at)))) at = text.find('\n', at) + 1;
        fail_at(fmt::format("{}:{}", file, lines.line(at)), "this is no valid UTF-8", "write the file as UTF-8 text");
    }
    auto const *const row = std::ranges::find(k_formats, format, &FormatRow::format);
    return row->read(text, file);
}

} // namespace scribe::context
