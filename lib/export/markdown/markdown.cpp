// SPDX-License-Identifier: MIT
#include "export/markdown/markdown.hpp"

#include "base/work_queue.hpp"
#include "export/markdown/pages.hpp"

namespace scribe::exporter::markdown {

namespace {

/// Gives the records of relations to a thread that makes their pages, while the next ones are read. They go by the
/// batch, and a batch is measured by what is in it: one table may have 1,600 columns, or a definition of megabytes.
class RelationQueue {
public:
    explicit RelationQueue(std::function<void(Relation const &)> const &work)
        : m_queue(k_queued_batches, [work](Batch const &batch) {
              for (auto const &read : batch) work(make_relation(read));
          }) {}

    void push(RelationRecords &&relation) {
        for (auto const &record : relation.records)
            m_weight += k_record_weight + record.body.size() + (record.comment ? record.comment->size() : 0);
        m_batch.push_back(std::move(relation));
        if (m_weight >= k_batch_weight) hand_over();
    }
    /// Waits until all pages are made.
    void finish() {
        hand_over();
        m_queue.finish();
    }

private:
    using Batch = std::vector<RelationRecords>;
    static constexpr std::size_t k_record_weight = 1024; ///< bytes that a record takes beside its texts
    static constexpr std::size_t k_batch_weight = 512 * k_record_weight;
    static constexpr std::size_t k_queued_batches = 4;

    void hand_over() {
        m_queue.push(std::exchange(m_batch, {}));
        m_weight = 0;
    }

    Batch m_batch;
    std::size_t m_weight = 0;
    base::WorkQueue<Batch> m_queue;
};

class MarkdownExporter final : public Exporter {
public:
    void write(model::ModelReader &model, Sink &sink) override {
        auto const survey = make_survey(model);
        Index index;
        Uses uses{survey};
        for_each<model::Schema>(model, [&index](model::Schema const &schema) { index.add_schema(schema); });
        RelationQueue pages{[&](Relation const &relation) {
            auto const used = uses.gather(relation);
            index.add_relation(relation, survey);
            auto const &page = *survey.relations.find(relation.ref());
            sink.file(page, relation_page(relation, used, survey, page));
        }};
        for_each_relation(model, [&pages](RelationRecords &&relation) { pages.push(std::move(relation)); });
        pages.finish();
        uses.gather_others(model);
        write_routine_pages(model, survey, uses, index, sink);
        write_type_pages(model, survey, uses, index, sink);
        write_database_pages(model, survey, uses, index, sink);
        index.write(survey, sink);
    }
};

} // namespace

std::unique_ptr<Exporter> make() { return std::make_unique<MarkdownExporter>(); }

} // namespace scribe::exporter::markdown
