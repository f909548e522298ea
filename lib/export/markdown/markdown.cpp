// SPDX-License-Identifier: MIT
#include "export/markdown/markdown.hpp"

#include "base/work_queue.hpp"
#include "export/markdown/pages.hpp"

namespace scribe::exporter::markdown {

namespace {

/// Gives relations to a thread that makes their pages, while the next ones are read. They go by the batch, and a batch
/// is measured in parts: one table may have 1,600 columns.
class RelationQueue {
public:
    explicit RelationQueue(std::function<void(Relation const &)> const &work)
        : m_queue(k_queued_batches, [work](std::vector<Relation> const &batch) {
              for (auto const &relation : batch) work(relation);
          }) {}

    void push(Relation &&relation) {
        m_parts += relation.columns.size() + relation.constraints.size() + relation.indexes.size() + 1;
        m_batch.push_back(std::move(relation));
        if (m_parts >= k_batch_parts) hand_over();
    }
    /// Waits until all pages are made.
    void finish() {
        hand_over();
        m_queue.finish();
    }

private:
    static constexpr std::size_t k_batch_parts = 512;
    static constexpr std::size_t k_queued_batches = 4;

    void hand_over() {
        m_queue.push(std::exchange(m_batch, {}));
        m_parts = 0;
    }

    std::vector<Relation> m_batch;
    std::size_t m_parts = 0;
    base::WorkQueue<std::vector<Relation>> m_queue;
};

class MarkdownExporter final : public Exporter {
public:
    void write(model::ModelReader &model, Sink &sink) override {
        auto const survey = make_survey(model);
        Index index;
        Uses uses;
        for_each<model::Schema>(model, [&index](model::Schema const &schema) { index.add_schema(schema); });
        RelationQueue pages{[&](Relation const &relation) {
            uses.gather(relation);
            index.add_relation(relation, survey);
            auto const &page = *survey.relations.find(relation.ref());
            sink.file(page, relation_page(relation, survey, page));
        }};
        for_each_relation(model, [&pages](Relation &&relation) { pages.push(std::move(relation)); });
        pages.finish();
        write_type_pages(model, survey, uses, index, sink);
        write_routine_pages(model, survey, uses, index, sink);
        write_database_pages(model, survey, index, sink);
        index.write(survey, sink);
    }
};

} // namespace

std::unique_ptr<Exporter> make() { return std::make_unique<MarkdownExporter>(); }

} // namespace scribe::exporter::markdown
