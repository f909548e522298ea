// SPDX-License-Identifier: MIT
#include "base/interrupt.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "catalog/said/glossary.hpp"
#include "context/import.hpp"
#include "people/context_actions.hpp"
#include "people/glossary_actions.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace scribe::cli {

namespace {

using base::Error;
using base::ExitCode;

std::string one_line(std::string_view text) { return std::string{base::trim(base::sanitize_utf8(text))}; }

/// Each synonym once, and none that is the term itself.
std::vector<std::string> clean_synonyms(std::string const &name, std::vector<std::string> const &words) {
    std::vector<std::string> clean, keys{model::term_key(name)};
    for (auto const &raw : words) {
        auto word = one_line(raw);
        auto key = model::term_key(word);
        if (key.empty() || std::ranges::find(keys, key) != keys.end()) continue;
        keys.push_back(std::move(key));
        clean.push_back(std::move(word));
    }
    return clean;
}

/// What an import makes of a term that means something else here; `action` says what it does.
model::Term resolve(model::Term const &known, model::Term term, std::string const &rule, std::string &action) {
    action = rule == "keep" ? "kept" : rule == "replace" ? "replaced" : "merged";
    if (rule == "keep") return known;
    if (rule == "replace") return term;
    term.name = known.name;
    term.definition = model::merge_context("rules", known.definition, term.definition);
    auto synonyms = known.synonyms;
    synonyms.insert(synonyms.end(), term.synonyms.begin(), term.synonyms.end());
    term.synonyms = clean_synonyms(term.name, synonyms);
    return term;
}

std::vector<OutputColumn> import_columns() {
    return {{.name = "place", .title = "PLACE"},
            {.name = "term", .title = "TERM"},
            {.name = "action", .title = "WHAT"},
            {.name = "before", .title = "BEFORE"},
            {.name = "after", .title = "AFTER", .elastic = true}};
}

} // namespace

ExitCode run_glossary_add(GlossaryAddOptions const &options, GlobalOptions const &global, Context &context) {
    model::Term term;
    term.name = one_line(options.name);
    term.definition = model::normal_context("rules", text_of(options.definition, context));
    term.synonyms = clean_synonyms(term.name, options.synonyms);
    term.origin = "glossary add";
    auto store = open_catalog(global, context, catalog::Access::write);
    catalog::GlossaryWriter writer{store, author(global, context), "glossary add"};
    sqlite::Txn txn{store.db()};
    bool const changed = writer.save(term);
    txn.commit();
    base::log::info("{} {}", base::single_line(term.name), changed ? "is in the glossary" : "means so already");
    return ExitCode::ok;
}

ExitCode run_glossary_remove(GlossaryRemoveOptions const &options, GlobalOptions const &global, Context &context) {
    auto store = open_catalog(global, context, catalog::Access::write);
    catalog::GlossaryWriter writer{store, author(global, context), "glossary remove"};
    sqlite::Txn txn{store.db()};
    for (auto const &name : options.names) {
        if (writer.remove(name, "glossary remove")) continue;
        std::vector<std::string> names;
        for (auto const &term : catalog::all_terms(store)) names.push_back(term.name);
        auto const near = base::nearest(name, names);
        throw Error(ExitCode::usage, fmt::format("the glossary has no \"{}\"", base::single_line(name)),
                    near ? "did you mean " + *near + "?" : "scribe glossary list shows the terms");
    }
    txn.commit();
    base::log::info("{} taken back; the history keeps {}",
                    base::counted(static_cast<std::int64_t>(options.names.size()), "term"),
                    options.names.size() == 1 ? "it" : "them");
    return ExitCode::ok;
}

ExitCode run_glossary_import(GlossaryImportOptions const &options, GlobalOptions const &global, Context &context) {
    auto store = open_catalog(global, context, catalog::Access::write);
    catalog::GlossaryWriter writer{store, author(global, context), "glossary import"};
    std::optional<ListWriter> list;
    if (options.dry_run) list.emplace(context, options.output, import_columns());
    std::int64_t terms = 0, changed = 0, kept = 0, lines = 0;
    sqlite::Txn txn{store.db()};
    auto const take = [&](context::TermStatement &&statement) {
        base::check_interrupt();
        ++terms;
        model::Term term;
        term.name = one_line(statement.name);
        term.definition = model::normal_context("rules", statement.definition);
        term.synonyms = clean_synonyms(term.name, base::split(statement.synonyms, '\n'));
        term.origin = statement.place;
        auto const history = catalog::term_history(store, term.name);
        std::string action = "new", before;
        auto const said = term.definition;
        if (!history.empty() && history.front().counts) {
            auto const &known = history.front().term;
            if (model::term_to_json(known) == model::term_to_json(term)) return;
            before = known.definition;
            term = resolve(known, std::move(term), options.on_conflict, action);
        }
        if (action == "kept") ++kept;
        else changed += writer.save(term) ? 1 : 0;
        ++lines;
        if (list) list->row({statement.place, term.name, action, before, action == "kept" ? said : term.definition});
    };
    context::ImportOptions layout;
    layout.map = heading_map(options.maps, "--map 'Fachbegriff=term'");
    for (auto const &file : options.files) context::read_terms(file, layout, take);
    if (list) list->finish(lines);
    if (!options.dry_run) txn.commit();
    base::log::info("{}: {} new or changed, {} kept as people said them{}", base::counted(terms, "term"),
                    base::group_digits(changed), base::group_digits(kept),
                    options.dry_run ? "; nothing was written" : "");
    return ExitCode::ok;
}

} // namespace scribe::cli
