// SPDX-License-Identifier: MIT
#include "describe/model/writer.hpp"

#include "base/text.hpp"
#include "describe/model/answers.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace scribe::describe {

namespace {

double confidence_of(Draft const &draft, Checked const &checked, ColumnEvidence const *column) {
    double confidence = draft.sure == "high" ? 0.75 : draft.sure == "medium" ? 0.6 : 0.4;
    if (checked.held > 0) confidence += 0.1;
    if (!checked.dropped.empty()) confidence -= 0.2;
    if (column && !column->profile) confidence -= 0.05;
    return std::clamp(confidence, 0.1, 0.9);
}

class ModelWriter {
public:
    ModelWriter(TableEvidence const &table, ModelContext const &context, Wanted const &wanted, Ask const &ask)
        : m_table(table), m_context(context), m_wanted(wanted), m_ask(ask) {
        m_texts.columns.resize(table.columns.size());
    }

    ModelTexts run() {
        auto const columns = wanted_columns();
        if (m_wanted.table && (!m_context.flat || columns.empty())) ask_table(nullptr);
        if (!columns.empty()) ask_columns(columns);
        if (m_wanted.table && !columns.empty()) {
            auto const texts = column_texts();
            ask_table(m_context.flat ? nullptr : &texts);
        }
        return std::move(m_texts);
    }

private:
    std::vector<std::size_t> wanted_columns() const {
        std::vector<std::size_t> places;
        for (std::size_t i = 0; i < m_table.columns.size(); ++i)
            if (i < m_wanted.columns.size() && m_wanted.columns[i]) places.push_back(i);
        return places;
    }

    void ask_table(std::vector<std::string> const *texts) {
        auto outcomes = m_ask({table_request(m_table, m_context, texts)});
        if (!take(outcomes.front())) return;
        auto said = said_of(read_text_answer(outcomes.front().answer->text), m_table, nullptr, m_context);
        // A second try that says nothing does not undo the first.
        if (!m_texts.table || !said.text.empty()) m_texts.table = std::move(said);
    }

    void ask_columns(std::vector<std::size_t> const &places) {
        std::vector<llm::Request> requests;
        auto const text = m_texts.table ? m_texts.table->text : std::string{};
        for (std::size_t i = 0; i < places.size(); i += k_columns_a_request) {
            auto const end = std::min(i + k_columns_a_request, places.size());
            std::vector<std::size_t> const batch{places.begin() + static_cast<std::ptrdiff_t>(i),
                                                 places.begin() + static_cast<std::ptrdiff_t>(end)};
            requests.push_back(columns_request(m_table, m_context, batch, text, i / k_columns_a_request + 1));
        }
        auto outcomes = m_ask(requests);
        for (std::size_t i = 0; i < outcomes.size(); ++i) {
            if (!take(outcomes[i])) continue;
            auto const begin = i * k_columns_a_request;
            auto const end = std::min(begin + k_columns_a_request, places.size());
            take_columns(read_columns_answer(outcomes[i].answer->text),
                         {places.begin() + static_cast<std::ptrdiff_t>(begin),
                          places.begin() + static_cast<std::ptrdiff_t>(end)});
        }
    }

    /// Only what was asked for counts, and once.
    void take_columns(std::vector<Draft> const &drafts, std::vector<std::size_t> const &asked) {
        for (auto const place : asked) m_texts.columns[place] = Said{{}, 0, {"the model said nothing of it"}};
        std::vector<std::size_t> taken;
        for (auto const &draft : drafts) {
            auto const found = std::ranges::find_if(
                asked, [&](std::size_t place) { return draft.id == fmt::format("c{}", place + 1); });
            if (found == asked.end() || std::ranges::find(taken, *found) != taken.end()) {
                m_texts.strangers.push_back(base::single_line(base::utf8_head(draft.id, 60)));
                continue;
            }
            taken.push_back(*found);
            m_texts.columns[*found] = said_of(draft, m_table, &m_table.columns[*found], m_context);
        }
    }

    bool take(llm::Outcome &outcome) {
        if (outcome.answer) m_texts.model = outcome.answer->model;
        else m_texts.failures.push_back(outcome);
        return outcome.answer.has_value();
    }

    std::vector<std::string> column_texts() const {
        std::vector<std::string> texts;
        for (std::size_t i = 0; i < m_table.columns.size(); ++i) {
            auto const known = m_context.column_texts.find(m_table.columns[i].column.name);
            if (m_texts.columns[i]) texts.push_back(m_texts.columns[i]->text);
            else texts.push_back(known == m_context.column_texts.end() ? std::string{} : known->second);
        }
        return texts;
    }

    TableEvidence const &m_table;
    ModelContext const &m_context;
    Wanted const &m_wanted;
    Ask const &m_ask;
    ModelTexts m_texts;
};

} // namespace

Said said_of(Draft const &draft, TableEvidence const &table, ColumnEvidence const *column,
             ModelContext const &context) {
    Said said;
    auto checked = check_draft(draft, table, column, context);
    for (auto const &why : checked.dropped) said.reasons.push_back("a sentence was left out: " + why);
    if (checked.text.empty()) {
        if (checked.dropped.empty()) said.reasons.emplace_back("the model found nothing in the evidence to say");
        return said;
    }
    said.text = std::move(checked.text);
    said.confidence = confidence_of(draft, checked, column);
    said.reasons.insert(said.reasons.begin(),
                        fmt::format("the model calls it {}", draft.sure == "high"     ? "sure"
                                                             : draft.sure == "medium" ? "fairly sure"
                                                                                      : "not sure"));
    if (checked.held > 0)
        said.reasons.push_back(checked.held == 1 ? std::string{"the catalog supports what it claims"}
                                                 : fmt::format("the catalog supports its {} claims", checked.held));
    return said;
}

ModelTexts write_by_model(TableEvidence const &table, ModelContext const &context, Wanted const &wanted,
                          Ask const &ask) {
    return ModelWriter{table, context, wanted, ask}.run();
}

} // namespace scribe::describe
