// SPDX-License-Identifier: MIT
#include "people/said_page.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

namespace scribe::cli {

namespace {

/// "by name": where a term was found, for people.
std::string_view where_text(std::string_view where) {
    return where == "said" ? "as somebody said" : where == "name" ? "in its name" : where;
}

/// The lines of a list in one; other texts as they are.
std::string one_line(model::ContextEntry const &entry) {
    if (!model::is_context_list(entry.field)) return entry.text;
    auto const mark = entry.field == "examples" || entry.field == "sources" ? "; " : ", ";
    return base::join(base::split(entry.text, '\n'), mark);
}

} // namespace

SaidPage said_of_object(catalog::Store &store, std::vector<model::Term> const &terms, std::int64_t object_id) {
    SaidPage said;
    said.entries = catalog::context_of(store, object_id);
    for (auto &use : catalog::term_uses_of(store, terms, object_id))
        said.terms.emplace_back(terms[use.term], std::move(use.where));
    return said;
}

void show_said(ShowPage &page, SaidPage const &said, bool with_description) {
    page.heading("What people say");
    for (auto const &entry : said.entries) {
        if (entry.field == "description" && !with_description) continue;
        page.fact(model::context_title(entry.field), one_line(entry));
        page.line(fmt::format("  {}, {}{}{}", entry.author, base::human_time(entry.said_at),
                              entry.origin.empty() ? "" : ", ", entry.origin));
    }
    std::vector<std::vector<std::string>> rows;
    for (auto const &[term, where] : said.terms)
        rows.push_back({term.name, std::string{where_text(where)}, term.definition});
    page.heading("Glossary");
    page.rows(rows);
}

void write_said(base::JsonWriter &json, SaidPage const &said) {
    json.key("context");
    json.begin_array();
    for (auto const &entry : said.entries) {
        json.begin_object();
        json.member("field", entry.field);
        json.member("text", entry.text);
        json.member("author", entry.author);
        json.member("said_at", entry.said_at);
        json.member("origin", entry.origin);
        json.end_object();
    }
    json.end_array();
    json.key("glossary");
    json.begin_array();
    for (auto const &[term, where] : said.terms) {
        json.begin_object();
        json.member("term", term.name);
        json.member("definition", term.definition);
        json.member("where", where);
        json.end_object();
    }
    json.end_array();
}

} // namespace scribe::cli
