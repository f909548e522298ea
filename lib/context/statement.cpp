// SPDX-License-Identifier: MIT
#include "context/statement.hpp"

#include "base/text.hpp"
#include "base/words.hpp"
#include "context/headings.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace scribe::context {

namespace {

constexpr std::array<std::pair<Field, std::string_view>, 9> k_fields = {{{Field::description, "description"},
                                                                         {Field::rules, "rules"},
                                                                         {Field::sources, "sources"},
                                                                         {Field::usage, "usage"},
                                                                         {Field::examples, "examples"},
                                                                         {Field::terms, "terms"},
                                                                         {Field::owner, "owner"},
                                                                         {Field::tags, "tags"},
                                                                         {Field::sensitivity, "sensitivity"}}};

struct Heading {
    std::string_view key; ///< as heading_key gives it
    Field field;
};

/// What data dictionaries and other tools call the fields.
constexpr auto k_headings = std::to_array<Heading>({
    {"description", Field::description},
    {"business description", Field::description},
    {"definition", Field::description},
    {"business definition", Field::description},
    {"comment", Field::description},
    {"remark", Field::description},
    {"meaning", Field::description},
    {"documentation", Field::description},
    {"desc", Field::description},
    {"table description", Field::description},
    {"column description", Field::description},
    {"field description", Field::description},
    {"rule", Field::rules},
    {"business rule", Field::rules},
    {"business logic", Field::rules},
    {"validation rule", Field::rules},
    {"data rule", Field::rules},
    {"source", Field::sources},
    {"data source", Field::sources},
    {"source system", Field::sources},
    {"system of record", Field::sources},
    {"provenance", Field::sources},
    {"usage", Field::usage},
    {"usage note", Field::usage},
    {"note", Field::usage},
    {"how to use", Field::usage},
    {"example", Field::examples},
    {"example value", Field::examples},
    {"sample", Field::examples},
    {"sample value", Field::examples},
    {"term", Field::terms},
    {"glossary", Field::terms},
    {"glossary term", Field::terms},
    {"business term", Field::terms},
    {"owner", Field::owner},
    {"data owner", Field::owner},
    {"business owner", Field::owner},
    {"owned by", Field::owner},
    {"steward", Field::owner},
    {"data steward", Field::owner},
    {"responsible", Field::owner},
    {"tag", Field::tags},
    {"label", Field::tags},
    {"keyword", Field::tags},
    {"sensitivity", Field::sensitivity},
    {"sensitivity level", Field::sensitivity},
    {"data sensitivity", Field::sensitivity},
    {"classification", Field::sensitivity},
    {"data classification", Field::sensitivity},
    {"security classification", Field::sensitivity},
    {"confidentiality", Field::sensitivity},
});

} // namespace

std::string heading_key(std::string_view heading) {
    std::string key;
    for (auto const &word : base::split_words(heading.substr(0, 200))) {
        for (auto const &plain : base::plain_words(word.folded)) {
            if (!key.empty()) key.push_back(' ');
            key += base::singular(plain);
        }
    }
    return key;
}

std::string_view field_name(Field field) {
    return std::ranges::find(k_fields, field, &decltype(k_fields)::value_type::first)->second;
}

std::optional<Field> field_from_heading(std::string_view heading) {
    auto const key = heading_key(heading);
    auto const *const found = std::ranges::find(k_headings, key, &Heading::key);
    return found == k_headings.end() ? std::nullopt : std::optional{found->field};
}

std::vector<Field> all_fields() {
    std::vector<Field> fields;
    for (auto const &[field, name] : k_fields) fields.push_back(field);
    return fields;
}

} // namespace scribe::context
