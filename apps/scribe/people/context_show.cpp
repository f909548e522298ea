// SPDX-License-Identifier: MIT
#include "base/json.hpp"
#include "base/text.hpp"
#include "catalog/said/glossary.hpp"
#include "people/context_actions.hpp"
#include "people/said_page.hpp"

#include <fmt/format.h>

namespace scribe::cli {

namespace {

using base::ExitCode;

void show_text(ShowPage &page, ChosenObject const &object, SaidPage const &said,
               std::vector<catalog::ContextVersion> const &history) {
    page.title(fmt::format("{} {}", type_name(object.record ? std::optional{object.record->kind} : std::nullopt),
                           object.ref()));
    page.fact("source", object.source.name);
    if (object.removed) page.fact("removed", "the last scan did not find it");
    if (said.entries.empty() && said.terms.empty()) page.line("Nothing is said of it now");
    show_said(page, said, true);
    std::vector<std::vector<std::string>> rows;
    for (auto const &[entry, counts] : history)
        rows.push_back({base::human_time(entry.said_at), entry.author, entry.field, counts ? "now" : "", entry.origin,
                        entry.text.empty() ? "(taken back)" : entry.text});
    page.heading("History");
    page.rows(rows);
}

std::string show_json(ChosenObject const &object, SaidPage const &said,
                      std::vector<catalog::ContextVersion> const &history, bool several) {
    auto const *const record = object.record ? &*object.record : nullptr;
    base::JsonWriter json;
    json.begin_object();
    json.member("source", object.source.name);
    json.member("ref", (several && record ? object.source.name + ":" : "") + object.ref());
    json.member("type", type_name(record ? std::optional{record->kind} : std::nullopt));
    json.member("removed", object.removed);
    write_said(json, said);
    json.key("history");
    json.begin_array();
    for (auto const &[entry, counts] : history) {
        json.begin_object();
        json.member("field", entry.field);
        json.member("text", entry.text.empty() ? std::nullopt : std::optional{entry.text});
        json.member("author", entry.author);
        json.member("said_at", entry.said_at);
        json.member("origin", entry.origin);
        json.member("counts", counts);
        json.end_object();
    }
    json.end_array();
    json.end_object();
    return json.take();
}

} // namespace

base::ExitCode run_context_show(ContextShowOptions const &options, GlobalOptions const &global, Context &context) {
    auto store = open_catalog(global, context, catalog::Access::read);
    auto const objects = choose_objects(store, options.choice, true);
    bool const several = store.sources().size() > 1;
    bool const as_json = options.output.format == "json";
    auto const terms = catalog::all_terms(store);
    Output output{context, options.output.file};
    bool first = true;
    for (auto const &object : objects) {
        auto const history = catalog::context_history(store, object.id());
        auto const said = said_of_object(store, terms, object.id());
        if (as_json) {
            output.write(first ? "{\"format_version\":1,\"items\":[\n" : ",\n");
            output.write(show_json(object, said, history, several));
        } else {
            ShowPage page{output.width(), output.styled()};
            show_text(page, object, said, history);
            output.write((first ? "" : "\n") + page.take());
        }
        first = false;
    }
    if (as_json) output.write(fmt::format("\n],\"total\":{}}}\n", objects.size()));
    output.finish();
    return ExitCode::ok;
}

} // namespace scribe::cli
