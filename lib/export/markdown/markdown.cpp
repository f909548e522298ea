// SPDX-License-Identifier: MIT
#include "export/markdown/markdown.hpp"

#include "export/markdown/pages.hpp"

namespace scribe::exporter::markdown {

namespace {

class MarkdownExporter final : public Exporter {
public:
    void write(model::ModelReader &model, Sink &sink) override {
        auto const survey = make_survey(model);
        Index index;
        Uses uses;
        for_each<model::Schema>(model, [&index](model::Schema const &schema) { index.add_schema(schema); });
        for_each_relation(model, [&](Relation const &relation) {
            uses.gather(relation);
            index.add_relation(relation, survey);
            sink.file(*survey.relations.find(relation.ref()), relation_page(relation, survey));
        });
        write_type_pages(model, survey, uses, index, sink);
        write_routine_pages(model, survey, uses, index, sink);
        write_database_pages(model, survey, index, sink);
        index.write(survey, sink);
    }
};

} // namespace

std::unique_ptr<Exporter> make() { return std::make_unique<MarkdownExporter>(); }

} // namespace scribe::exporter::markdown
