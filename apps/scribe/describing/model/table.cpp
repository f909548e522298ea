// SPDX-License-Identifier: MIT
#include "describing/model/table.hpp"

#include "base/error.hpp"
#include "base/interrupt.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "describe/basis.hpp"
#include "model/filter.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace scribe::cli {

namespace {

using base::Error;
using base::ExitCode;
using describe::Said;
using llm::Failure;

/// What may be told of a related table: what people said of it; what a model did, only where it came before.
std::string related_text(ModelRun &run, catalog::Store &store, PlannedTable const &planned, std::int64_t id) {
    bool const before = !run.flat && std::ranges::find(planned.parents, id) != planned.parents.end();
    if (before) {
        if (auto text = run.family.text_of(id); !text.empty()) return text;
    }
    auto const row = catalog::find_text(store, id);
    bool const fits = stays(row) || (before && row && row->description.origin == "model");
    return fits ? row->description.text : std::string{};
}

class TableJob {
public:
    TableJob(ModelRun &run, catalog::Store &store, PlannedTable const &planned, Family::Member &member)
        : m_run(run), m_store(store), m_planned(planned), m_member(member) {}

    DescribedTable work() {
        m_run.family.wait_for(m_planned.parents);
        auto const found = m_run.evidence->find(m_planned.view ? model::Kind::view : model::Kind::table, m_planned.ref);
        if (!found) return {}; // gone since the run began
        m_table = *found;
        look();
        auto const context = model_context(m_run, m_store, m_planned, m_table);
        auto texts = describe::write_by_model(m_table, context, m_wanted,
                                              [this](auto const &requests) { return m_run.answers->ask(requests); });
        tell_strangers(texts);
        judge(texts);
        m_member.say(texts.table && !texts.table->text.empty() ? texts.table->text : context.table_text);
        keep(texts);
        m_result.unanswered = static_cast<std::int64_t>(texts.failures.size());
        return std::move(m_result);
    }

private:
    /// What is there already, and what is to be written.
    void look() {
        auto const &source = m_run.source.name;
        m_known.push_back(catalog::find_text(m_store, m_planned.id));
        m_wanted.table = selects_table(m_run.patterns, source, m_table) && !stays(m_known.back());
        for (auto const &one : m_table.columns) {
            m_known.push_back(catalog::find_text(m_store, column_id(source, m_table.ref, one.column.name)));
            m_wanted.columns.push_back(selects_column(m_run.patterns, source, m_table, one.column.name) &&
                                       !stays(m_known.back()));
        }
    }

    void tell_strangers(describe::ModelTexts const &texts) const {
        if (texts.strangers.empty()) return;
        base::log::warn("{}: {} in the answer that nobody asked for, {} first; left out",
                        base::single_line(model::format_ref(m_table.ref.schema, m_table.ref.name)),
                        base::counted(static_cast<std::int64_t>(texts.strangers.size()), "id"),
                        texts.strangers.front());
    }

    /// What requests without an answer mean for the table.
    void judge(describe::ModelTexts &texts) {
        if (m_run.offline) return;
        for (auto const &failed : texts.failures) {
            if (failed.failure == Failure::budget || (failed.failure == Failure::fatal && !m_run.fallback))
                throw Error(ExitCode::interrupted, failed.why);
            if (failed.failure == Failure::service && !m_run.fallback) throw Error(ExitCode::service, failed.why);
        }
        if (texts.failures.empty()) return;
        if (m_run.fallback) return fall_back(texts);
        m_run.refused += static_cast<std::int64_t>(texts.failures.size());
        Said const nothing{{}, 0, {texts.failures.front().why}};
        if (m_wanted.table && !texts.table) texts.table = nothing;
        for (std::size_t i = 0; i < m_wanted.columns.size(); ++i)
            if (m_wanted.columns[i] && !texts.columns[i]) texts.columns[i] = nothing;
    }

    /// What the model did not say the rules may.
    void fall_back(describe::ModelTexts &texts) {
        auto const rules = describe::write_by_rules(m_table, *m_run.templates);
        m_by_rules.assign(m_wanted.columns.size() + 1, false);
        if (m_wanted.table && !texts.table) {
            texts.table = rules.table;
            m_by_rules[0] = true;
        }
        for (std::size_t i = 0; i < m_wanted.columns.size(); ++i) {
            if (!m_wanted.columns[i] || texts.columns[i]) continue;
            texts.columns[i] = rules.columns[i];
            m_by_rules[i + 1] = true;
        }
    }

    void keep(describe::ModelTexts const &texts) {
        if (m_wanted.table && texts.table)
            add(m_planned.id, model::format_ref(m_table.ref.schema, m_table.ref.name), *texts.table, texts, 0);
        for (std::size_t i = 0; i < texts.columns.size(); ++i) {
            if (!texts.columns[i]) continue;
            model::Record column;
            column.kind = model::Kind::column;
            column.schema = m_table.ref.schema;
            column.table = m_table.ref.name;
            column.name = m_table.columns[i].column.name;
            add(column_id(m_run.source.name, m_table.ref, column.name), model::format_ref(column), *texts.columns[i],
                texts, i + 1);
        }
    }

    void add(std::int64_t id, std::string label, Said const &said, describe::ModelTexts const &texts,
             std::size_t place) {
        // That a model found nothing to say does not take back what was said before.
        auto const &known = m_known[place];
        if (said.text.empty() && known && !known->description.text.empty()) return;
        bool const by_rules = place < m_by_rules.size() && m_by_rules[place];
        auto const basis =
            place == 0 ? describe::basis_of(m_table) : describe::basis_of(m_table, m_table.columns[place - 1]);
        m_result.texts.push_back({id, std::move(label), description_of(m_run, said, texts.model, by_rules), basis});
    }

    ModelRun &m_run;
    catalog::Store &m_store;
    PlannedTable const &m_planned;
    Family::Member &m_member;
    describe::TableEvidence m_table;
    describe::Wanted m_wanted;
    std::vector<std::optional<catalog::TextRow>> m_known; ///< of the table, then of its columns
    std::vector<bool> m_by_rules;                         ///< in the same order
    DescribedTable m_result;
};

} // namespace

Family::Member::Member(Family &family, std::int64_t id) : m_family(family), m_id(id) {
    std::lock_guard const lock{family.m_mutex};
    family.m_in_hand.insert(id);
}

Family::Member::~Member() {
    {
        std::lock_guard const lock{m_family.m_mutex};
        m_family.m_in_hand.erase(m_id);
        if (!m_text.empty()) m_family.m_texts[m_id] = std::move(m_text);
    }
    m_family.m_changed.notify_all();
}

void Family::wait_for(std::vector<std::int64_t> const &ids) {
    std::unique_lock lock{m_mutex};
    while (std::ranges::any_of(ids, [this](auto id) { return m_in_hand.contains(id); })) {
        m_changed.wait_for(lock, std::chrono::milliseconds{100});
        base::check_interrupt();
    }
}

std::string Family::text_of(std::int64_t id) {
    std::lock_guard const lock{m_mutex};
    auto const found = m_texts.find(id);
    return found == m_texts.end() ? std::string{} : found->second;
}

describe::ModelContext base_context(ModelRun const &run) {
    describe::ModelContext context;
    context.source = run.source.name;
    context.database = run.plan.database.database;
    context.summary = run.summary;
    context.names = &run.plan.names;
    context.structure_only = run.structure_only;
    context.flat = run.flat;
    return context;
}

model::Description description_of(ModelRun const &run, describe::Said const &said, std::string const &model,
                                  bool by_rules) {
    model::Description description;
    description.text = said.text;
    description.origin = by_rules ? "rules" : "model";
    if (!by_rules) description.writer = run.writer + (model.empty() ? "" : ":" + model);
    description.status = "draft";
    description.confidence = said.confidence;
    description.reasons = said.reasons;
    return description;
}

describe::ModelContext model_context(ModelRun &run, catalog::Store &store, PlannedTable const &planned,
                                     describe::TableEvidence const &table) {
    auto context = base_context(run);
    if (run.structure_only) return context;
    auto const said = [&](std::int64_t id) {
        auto const row = catalog::find_text(store, id);
        return stays(row) ? row->description.text : std::string{};
    };
    context.table_text = said(planned.id);
    for (auto const &one : table.columns)
        if (auto text = said(column_id(run.source.name, table.ref, one.column.name)); !text.empty())
            context.column_texts.emplace(one.column.name, std::move(text));
    for (auto const &link : table.parents) {
        for (auto const kind : {model::Kind::table, model::Kind::view}) {
            auto const id = model::object_id(run.source.name, kind, link.other.schema, "", link.other.name);
            if (auto text = related_text(run, store, planned, id); !text.empty()) context.texts[link.other] = text;
        }
    }
    return context;
}

DescribedTable describe_one(ModelRun &run, catalog::Store &store, PlannedTable const &planned, Family::Member &member) {
    return TableJob{run, store, planned, member}.work();
}

} // namespace scribe::cli
