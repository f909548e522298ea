// SPDX-License-Identifier: MIT
#include "base/text.hpp"
#include "describe/clauses.hpp"
#include "describe/names.hpp"
#include "describe/objects.hpp"
#include "model/filter.hpp"
#include "sql/check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace scribe::describe {

namespace {

constexpr std::size_t k_most_named = 5;
constexpr std::size_t k_most_labels = 12;
constexpr std::size_t k_most_code = 90;

std::string names_of(std::vector<model::Ref> const &refs, std::string const &schema) {
    std::vector<std::string> names;
    for (auto const &ref : refs) names.push_back(table_name(ref, schema));
    return list_of(names, k_most_named);
}

/// "before each insert or update".
std::string when(model::Trigger const &trigger) {
    std::string events;
    for (std::size_t i = 0; i < trigger.events.size(); ++i) {
        if (i > 0) events += i + 1 == trigger.events.size() ? " or " : ", ";
        events += trigger.events[i];
    }
    return fmt::format("{} {}{}", trigger.timing, trigger.level == "row" ? "each " : "", events);
}

class RoutineWriter {
public:
    explicit RoutineWriter(RoutineEvidence const &evidence) : m_evidence(evidence), m_routine(evidence.routine) {}

    Said run() {
        triggers();
        if (m_routine.routine_kind == "aggregate" && !m_routine.transition_function.empty())
            add("adds up rows with " + m_routine.transition_function, "its transition function");
        if (!m_evidence.writes.empty())
            add("changes " + names_of(m_evidence.writes, m_routine.schema), "what its body does");
        auto reads = m_evidence.reads;
        std::erase_if(reads, [&](auto const &one) { return std::ranges::count(m_evidence.writes, one) > 0; });
        if (!reads.empty()) add("reads " + names_of(reads, m_routine.schema), "what its body does");
        if (!m_evidence.calls.empty()) add("calls " + list_of(m_evidence.calls, k_most_named), "what its body does");
        if (!m_routine.library.empty())
            add(fmt::format("written in {}, in the library {}", m_routine.language, m_routine.library), "its library");
        if (m_parts.empty()) return {{}, 0, {why_not()}};
        if (!m_routine.result.empty() && m_routine.result != "trigger" && m_routine.result != "void")
            m_parts.push_back("returns " + base::fit_width(base::single_line(m_routine.result), k_most_code));
        return {sentence(base::join(m_parts, "; ")) + ".", 0.85, m_reasons};
    }

private:
    void add(std::string text, std::string const &reason) {
        m_parts.push_back(std::move(text));
        if (std::ranges::find(m_reasons, reason) == m_reasons.end()) m_reasons.push_back(reason);
    }

    void triggers() {
        if (m_evidence.triggers.empty()) return;
        std::map<std::string, std::vector<std::string>> tables;
        for (auto const &trigger : m_evidence.triggers) {
            auto &list = tables[when(trigger)];
            auto name = table_name({trigger.schema, trigger.table}, m_routine.schema);
            if (std::ranges::find(list, name) == list.end()) list.push_back(std::move(name));
        }
        std::vector<std::string> texts;
        for (auto const &[text, list] : tables) texts.push_back(text + " on " + list_of(list, k_most_named));
        add("runs " + base::join(texts, ", "), "the triggers that run it");
    }

    std::string why_not() const {
        auto const language = base::to_lower_ascii(m_routine.language);
        if (language != "sql" && language != "plpgsql")
            return fmt::format("what is written in {} is not read", m_routine.language);
        return "its body reads, changes and calls nothing that is known";
    }

    RoutineEvidence const &m_evidence;
    model::Routine const &m_routine;
    std::vector<std::string> m_parts, m_reasons;
};

} // namespace

Said describe_routine(RoutineEvidence const &routine) { return RoutineWriter{routine}.run(); }

Said describe_type(TypeEvidence const &evidence) {
    auto const &type = evidence.type;
    std::vector<std::string> parts, reasons;
    auto const add = [&](std::string text, char const *reason) {
        parts.push_back(std::move(text));
        reasons.emplace_back(reason);
    };
    if (!type.labels.empty()) {
        std::vector<std::string> labels;
        for (auto const &label : type.labels) labels.push_back(quoted_value(label));
        add("one of " + list_of(labels, k_most_labels), "its labels");
    }
    for (auto const &check : type.checks) {
        if (check.definition == "NOT NULL") continue;
        auto code = base::single_line(check.definition);
        if (code.starts_with("CHECK ")) code = code.substr(6);
        code = without_parentheses(code);
        if (auto const words = check_in_words(code, "value", false); !words.empty())
            add(fmt::format("{}, {}", with_article(type.base_type), words), "its checks");
        else if (code = sql::tidy_code(code); code.size() <= k_most_code)
            add(fmt::format("{} that must satisfy {}", with_article(type.base_type), code), "its checks");
    }
    if (!type.attributes.empty()) {
        std::vector<std::string> names;
        for (auto const &one : type.attributes) names.push_back(model::format_ref("", one.name));
        add("made of " + list_of(names, k_most_labels), "its attributes");
    }
    if (type.type_kind == "range" && !type.base_type.empty()) add("a range of " + type.base_type, "its subtype");
    if (!evidence.users.empty()) {
        auto users = evidence.users;
        auto text = list_of(users, users.size());
        if (evidence.more_users > 0) text = fmt::format("{} and {} more", base::join(users, ", "), evidence.more_users);
        bool const one = users.size() + evidence.more_users == 1;
        add(fmt::format("{} {} of this type", text, one ? "is" : "are"), "the columns of that type");
    }
    if (parts.empty()) return {{}, 0, {"neither its definition nor a column tells more than its name"}};
    return {sentence(base::join(parts, "; ")) + ".", 0.9, reasons};
}

} // namespace scribe::describe
