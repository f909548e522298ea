// SPDX-License-Identifier: MIT
#include "base/json.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "catalog/said/glossary.hpp"
#include "model/filter.hpp"
#include "people/glossary_actions.hpp"
#include "people/object_choice.hpp"
#include "show/show_page.hpp"

#include <fmt/format.h>

namespace scribe::cli {

namespace {

using base::Error;
using base::ExitCode;
using catalog::TermUse;
using catalog::TermVersion;

std::string use_ref(TermUse const &use, bool several) {
    return (several ? use.source + ":" : "") + model::format_ref(use.record);
}

/// Where a term occurs: the first uses and how many there are.
struct Uses {
    std::vector<TermUse> shown;
    std::int64_t total = 0;
};

void write_history(base::JsonWriter &json, std::vector<TermVersion> const &history) {
    json.key("history");
    json.begin_array();
    for (auto const &[term, counts] : history) {
        json.begin_object();
        json.member("definition", term.definition.empty() ? std::nullopt : std::optional{term.definition});
        json.member("synonyms", term.synonyms);
        json.member("author", term.author);
        json.member("said_at", term.said_at);
        json.member("origin", term.origin);
        json.member("counts", counts);
        json.end_object();
    }
    json.end_array();
}

std::string term_json(model::Term const &term, Uses const &uses, std::vector<TermVersion> const &history,
                      bool several) {
    base::JsonWriter json;
    json.begin_object();
    json.member("term", term.name);
    json.member("definition", term.definition);
    json.member("synonyms", term.synonyms);
    json.member("author", term.author);
    json.member("said_at", term.said_at);
    json.member("origin", term.origin);
    json.key("objects");
    json.begin_array();
    for (auto const &use : uses.shown) {
        json.begin_object();
        json.member("source", use.source);
        json.member("ref", use_ref(use, several));
        json.member("type", model::kind_name(use.record.kind));
        json.member("where", use.where);
        json.end_object();
    }
    json.end_array();
    json.member("object_count", uses.total);
    write_history(json, history);
    json.end_object();
    return "{\"format_version\":1,\"items\":[\n" + json.take() + "\n],\"total\":1}\n";
}

std::string term_text(ShowPage page, model::Term const &term, Uses const &uses, std::vector<TermVersion> const &history,
                      bool several) {
    page.title("term " + term.name);
    page.fact("means", term.definition);
    page.fact("also called", base::join(term.synonyms, ", "));
    page.fact("said by", fmt::format("{}, {}, {}", term.author, base::human_time(term.said_at), term.origin));
    std::vector<std::vector<std::string>> rows;
    for (auto const &use : uses.shown)
        rows.push_back({use_ref(use, several), std::string{model::kind_text(use.record.kind)}, use.where});
    page.heading(fmt::format("Occurs in {}", base::counted(uses.total, "object")));
    page.rows(rows);
    rows.clear();
    for (auto const &[version, counts] : history)
        rows.push_back({base::human_time(version.said_at), version.author, counts ? "now" : "", version.origin,
                        version.definition.empty() ? "(taken back)" : version.definition});
    page.heading("History");
    page.rows(rows);
    return page.take();
}

} // namespace

ExitCode run_glossary_list(GlossaryListOptions const &options, GlobalOptions const &global, Context &context) {
    auto store = open_catalog(global, context, catalog::Access::read);
    auto const terms = catalog::all_terms(store, options.search);
    std::vector<std::int64_t> uses(terms.size(), 0);
    catalog::find_term_uses(store, terms, [&](TermUse &&use) { ++uses[use.term]; });
    ListWriter writer{context,
                      options.output,
                      {{.name = "term", .title = "TERM"},
                       {.name = "definition", .title = "MEANS", .elastic = true},
                       {.name = "synonyms", .title = "ALSO CALLED"},
                       {.name = "objects", .title = "OBJECTS", .number = true},
                       {.name = "author", .title = "BY"},
                       {.name = "said_at", .title = "WHEN"},
                       {.name = "origin", .title = ""}}};
    std::int64_t shown = 0;
    for (std::size_t i = static_cast<std::size_t>(options.offset); i < terms.size(); ++i) {
        if (options.limit > 0 && shown == options.limit) break;
        auto const &term = terms[i];
        base::JsonWriter synonyms;
        synonyms.value(term.synonyms);
        auto also = Cell::json(synonyms.take());
        also.shown = base::join(term.synonyms, ", ");
        Cell when{term.said_at};
        when.shown = base::human_time(term.said_at);
        writer.row({term.name, term.definition, std::move(also), uses[i], term.author, std::move(when), term.origin});
        ++shown;
    }
    writer.finish(static_cast<std::int64_t>(terms.size()), "terms");
    return ExitCode::ok;
}

ExitCode run_glossary_show(GlossaryShowOptions const &options, GlobalOptions const &global, Context &context) {
    auto store = open_catalog(global, context, catalog::Access::read);
    auto const term = catalog::find_term(store, options.name);
    if (!term) {
        std::vector<std::string> names;
        for (auto const &one : catalog::all_terms(store)) names.push_back(one.name);
        auto const near = base::nearest(options.name, names);
        throw Error(ExitCode::differs, fmt::format("the glossary has no \"{}\"", base::single_line(options.name)),
                    near ? "did you mean " + *near + "?" : "scribe glossary list shows the terms");
    }
    Uses uses;
    catalog::find_term_uses(store, {*term}, [&](TermUse &&use) {
        if (options.limit == 0 || uses.total < options.limit) uses.shown.push_back(std::move(use));
        ++uses.total;
    });
    auto const history = catalog::term_history(store, term->name);
    bool const several = store.sources().size() > 1;
    Output output{context, options.output.file};
    output.write(options.output.format == "json"
                     ? term_json(*term, uses, history, several)
                     : term_text(ShowPage{output.width(), output.styled()}, *term, uses, history, several));
    output.finish();
    return ExitCode::ok;
}

} // namespace scribe::cli
