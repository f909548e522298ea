// SPDX-License-Identifier: MIT
#include "describing/model/whole.hpp"

#include "base/interrupt.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "describe/model/answers.hpp"
#include "describe/model/whole.hpp"
#include "model/filter.hpp"

namespace scribe::cli {

namespace {

/// So many are asked about before their texts are stored.
constexpr std::size_t k_bunch = 16;

class ObjectsJob {
public:
    ObjectsJob(ModelRun &run, catalog::Store &store, catalog::Shard const &shard,
               std::function<void(std::vector<NewText> const &)> const &save)
        : m_run(run), m_store(store), m_shard(shard), m_save(save) {}

    DescribedObjects work() {
        for_each_object(m_store, m_run.source, [this](GatheredObject &&object) { visit(std::move(object)); });
        flush();
        return std::move(m_done);
    }

private:
    struct Asked {
        GatheredObject object;
        describe::ModelContext context;
        bool known = false; ///< there is a text already
    };

    void visit(GatheredObject &&object) {
        base::check_interrupt();
        // What is said of all others comes into the text of the whole.
        if (std::holds_alternative<describe::DatabaseEvidence>(object.evidence)) flush();
        auto const known = catalog::find_text(m_store, object.id);
        auto const &record = object.object;
        bool const wanted = m_run.patterns.empty() || model::selects(m_run.patterns, m_run.source.name, record);
        bool const here = m_shard.contains(catalog::shard_hash(m_run.source.name, record.schema, record.name));
        if (stays(known)) tell(object, known->description.text);
        if (stays(known) && wanted) add_moved(m_done.moved, *known, describe::basis_of(object.evidence));
        if (stays(known) || !wanted || !here) return;
        bool const has_text = known && !known->description.text.empty();
        auto context = object_context(m_run, m_store, object.evidence);
        if (!m_run.flat && !m_run.structure_only) context.schema_texts = m_schema_texts;
        m_asked.push_back({std::move(object), std::move(context), has_text});
        if (m_asked.size() == k_bunch) flush();
    }

    /// Keeps what is said of a schema for the database.
    void tell(GatheredObject const &object, std::string const &text) {
        if (auto const *schema = std::get_if<describe::SchemaEvidence>(&object.evidence))
            m_schema_texts[schema->name] = text;
    }

    void flush() {
        if (m_asked.empty()) return;
        std::vector<llm::Request> requests;
        for (auto const &[object, context, known] : m_asked)
            requests.push_back(describe::object_request(object.evidence, context, object_name(object.object)));
        auto const outcomes = m_run.answers->ask(requests);
        std::vector<NewText> texts;
        for (std::size_t i = 0; i < m_asked.size(); ++i) take(m_asked[i], outcomes[i], texts);
        m_asked.clear();
        m_save(texts);
    }

    void take(Asked const &asked, llm::Outcome const &outcome, std::vector<NewText> &texts) {
        auto const &[object, context, known] = asked;
        auto const name = object_name(object.object);
        describe::Said said;
        bool by_rules = false;
        if (outcome.answer) {
            ++m_done.answered;
            said = describe::said_of(describe::read_text_answer(outcome.answer->text), object.evidence, context, name);
        } else {
            // That a model does not want to, or cannot, is an answer.
            bool const failed =
                m_run.offline || (outcome.failure != llm::Failure::refused && outcome.failure != llm::Failure::invalid);
            if (failed && m_done.unanswered++ == 0) m_done.why = outcome.why;
            if (!failed && !m_run.fallback) ++m_run.refused;
            if (m_run.offline) return;
            by_rules = m_run.fallback;
            said = by_rules ? describe::describe_object(object.evidence) : describe::Said{{}, 0, {outcome.why}};
        }
        if (said.text.empty() && known) return;
        tell(object, said.text);
        texts.push_back({object.id, name,
                         description_of(m_run, said, outcome.answer ? outcome.answer->model : "", by_rules),
                         describe::basis_of(object.evidence)});
    }

    ModelRun &m_run;
    catalog::Store &m_store;
    catalog::Shard m_shard;
    std::function<void(std::vector<NewText> const &)> const &m_save;
    std::vector<Asked> m_asked;
    std::map<std::string, std::string> m_schema_texts;
    DescribedObjects m_done;
};

} // namespace

describe::ModelContext object_context(ModelRun &run, catalog::Store &store, describe::ObjectEvidence const &object) {
    auto context = base_context(run);
    if (run.structure_only) return context;
    for (auto const &table : describe::tables_of(object)) {
        for (auto const kind : {model::Kind::table, model::Kind::view}) {
            auto const id = model::object_id(run.source.name, kind, table.schema, "", table.name);
            auto text = run.flat ? std::string{} : run.family.text_of(id);
            if (text.empty()) {
                auto const row = catalog::find_text(store, id);
                bool const fits = stays(row) || (!run.flat && row && row->description.origin == "model");
                if (fits) text = row->description.text;
            }
            if (!text.empty()) context.texts[table] = std::move(text);
        }
    }
    return context;
}

DescribedObjects describe_objects(ModelRun &run, catalog::Store &store, catalog::Shard const &shard,
                                  std::function<void(std::vector<NewText> const &)> const &save) {
    return ObjectsJob{run, store, shard, save}.work();
}

} // namespace scribe::cli
