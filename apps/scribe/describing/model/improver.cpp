// SPDX-License-Identifier: MIT
#include "describing/model/improver.hpp"

#include "base/text.hpp"
#include "describe/basis.hpp"
#include "describe/model/answers.hpp"
#include "describe/model/whole.hpp"
#include "describing/model/whole.hpp"
#include "options/options_common.hpp"

#include <fmt/format.h>

namespace scribe::cli {

namespace {

using base::Error;
using base::ExitCode;
using model::Kind;

[[noreturn]] void gone(catalog::TextRow const &row) {
    throw Error(ExitCode::usage, fmt::format("{} is not in the catalog any more", base::single_line(row.ref())));
}

} // namespace

/// What is known of a source, made when the first of its objects comes.
struct Improver::Source {
    Source(catalog::Store &store, catalog::SourceRow const &row, std::filesystem::path const &catalog,
           llm::Endpoint const &endpoint, bool structure_only)
        : evidence(catalog, row) {
        run.source = row;
        run.catalog = catalog;
        run.structure_only = structure_only;
        run.writer = endpoint.provider;
        run.plan = make_plan(store, row, {});
        if (structure_only) run.plan.database.comment.clear();
    }

    ModelRun run;
    EvidenceReader evidence;
};

Improver::Improver(ModelOptions const &options, int concurrency, GlobalOptions const &global, Context &context,
                   catalog::Store &store)
    : m_options(options), m_catalog(catalog_path(global, context)), m_store(store),
      m_endpoint(model_endpoint(options, context)), m_client(m_endpoint, client_options(options, concurrency)),
      m_answers(m_catalog, answerer(m_endpoint),
                [this](llm::Request const &request) { return m_client.ask(request); }) {}
Improver::~Improver() = default;

Improver::Source &Improver::source_of(std::string const &name) {
    auto &entry = m_sources[name];
    if (!entry)
        entry = std::make_unique<Source>(m_store, *m_store.find_source(name), m_catalog, m_endpoint,
                                         m_options.structure_only);
    return *entry;
}

Improved Improver::improve(catalog::TextRow const &row, std::string const &hint) {
    Improved improved;
    auto said = ask(row, hint, improved);
    if (!improved.why.empty()) return improved;
    if (said.text.empty()) {
        improved.why = "nothing is left of what the model says: " + base::join(said.reasons, "; ");
        return improved;
    }
    said.reasons.insert(said.reasons.begin(), "a hint of a person");
    improved.text = description_of(source_of(row.source).run, said, m_model, false);
    return improved;
}

describe::Said Improver::ask(catalog::TextRow const &row, std::string const &hint, Improved &improved) {
    bool const relation =
        !row.database && (row.kind == Kind::table || row.kind == Kind::view || row.kind == Kind::column);
    return relation ? ask_relation(row, hint, improved) : ask_object(row, hint, improved);
}

describe::Said Improver::ask_relation(catalog::TextRow const &row, std::string const &hint, Improved &improved) {
    auto &source = source_of(row.source);
    bool const is_column = row.kind == Kind::column;
    model::Ref const ref{row.schema, is_column ? row.table : row.name};
    auto table = source.evidence.find(Kind::table, ref);
    if (!table) table = source.evidence.find(Kind::view, ref);
    if (!table) gone(row);
    auto context = model_context(source.run, m_store, {table_id(row.source, *table), ref, table->view, {}}, *table);
    context.vouched = hint + "\n" + row.description.text;
    std::optional<std::size_t> place;
    for (std::size_t i = 0; is_column && i < table->columns.size(); ++i)
        if (table->columns[i].column.name == row.name) place = i;
    if (is_column && !place) gone(row);
    auto const *const column = place ? &table->columns[*place] : nullptr;
    improved.basis = column ? describe::basis_of(*table, *column) : describe::basis_of(*table);
    auto const text = answer(describe::improve_request(*table, context, place, row.description.text, hint), improved);
    if (text.empty()) return {};
    return describe::said_of(describe::read_text_answer(text), *table, column, context);
}

describe::Said Improver::ask_object(catalog::TextRow const &row, std::string const &hint, Improved &improved) {
    auto &source = source_of(row.source);
    std::optional<GatheredObject> object;
    for_each_object(m_store, source.run.source, [&](GatheredObject &&one) {
        if (one.id == row.object_id) object = std::move(one);
    });
    if (!object) gone(row);
    auto context = object_context(source.run, m_store, object->evidence);
    context.vouched = hint + "\n" + row.description.text;
    improved.basis = describe::basis_of(object->evidence);
    auto const name = object_name(object->object);
    auto const text =
        answer(describe::improve_object_request(object->evidence, context, name, row.description.text, hint), improved);
    if (text.empty()) return {};
    return describe::said_of(describe::read_text_answer(text), object->evidence, context, name);
}

std::string Improver::answer(llm::Request const &request, Improved &improved) {
    auto const outcome = m_answers.ask({request}).front();
    if (outcome.answer) {
        m_model = outcome.answer->model;
        return outcome.answer->text;
    }
    improved.why = outcome.why;
    improved.service_failed = outcome.failure == llm::Failure::service || outcome.failure == llm::Failure::fatal;
    return {};
}

} // namespace scribe::cli
