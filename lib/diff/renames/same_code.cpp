// SPDX-License-Identifier: MIT
#include "diff/renames/same_code.hpp"

#include "diff/renames/code_words.hpp"
#include "model/serialize.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace scribe::diff {

namespace {

using model::Ref;
using Tokens = std::vector<Token>;

Tokens words_of(std::string_view code) {
    auto tokens = tokens_of(code);
    std::erase_if(tokens, [](Token const &token) {
        return !token.is_word && token.text.find_first_not_of(" \t\r\n") == std::string_view::npos;
    });
    return tokens;
}

class Comparison {
public:
    Comparison(Names const &names, CodePlace const &place, Tokens const &before, Tokens const &after)
        : m_names(names), m_place(place), m_before(before), m_after(after) {
        for (auto const &table : place.others) add_alias(table.name, table);
        if (!place.own.name.empty()) {
            for (auto const *const row : {"new", "old"}) add_alias(row, place.own);
            add_alias(place.own.name, place.own);
        }
        for (std::size_t i = 0; i < before.size(); ++i) {
            if (!is_qualified(i)) continue;
            Ref const table{std::string{before[i].text}, std::string{before[i + 2].text}};
            if (!names.concerns(table)) continue;
            add_alias(table.name, table);
            if (i + 3 < before.size() && before[i + 3].is_word) add_alias(before[i + 3].text, table);
        }
    }

    bool same() {
        while (m_at < m_before.size() && m_now < m_after.size()) {
            if (!relation() && !column() && !prefix() && !equal()) return false;
        }
        return m_at == m_before.size() && m_now == m_after.size();
    }

private:
    static bool is_at(Tokens const &tokens, std::size_t i, std::string_view text) {
        return i < tokens.size() && tokens[i].text == text;
    }

    /// "a.b", and nothing before it.
    bool is_qualified(std::size_t i) const {
        return m_before[i].is_word && is_at(m_before, i + 1, ".") && i + 2 < m_before.size() &&
               m_before[i + 2].is_word && (i == 0 || m_before[i - 1].text != ".");
    }

    void add_alias(std::string_view alias, Ref const &table) { m_aliases[std::string{alias}].insert(table); }

    /// The tables that a column here may be of, by what stands before it.
    std::set<Ref> tables() const {
        if (m_at >= 2 && m_before[m_at - 1].text == ".") {
            auto const found = m_aliases.find(m_before[m_at - 2].text);
            return found == m_aliases.end() ? std::set<Ref>{} : found->second;
        }
        if (m_place.of_own) return {m_place.own};
        std::set<Ref> all;
        for (auto const &[alias, list] : m_aliases) all.insert(list.begin(), list.end());
        return all;
    }

    bool relation() {
        if (!is_qualified(m_at) || m_now + 2 >= m_after.size()) return false;
        Ref const table{std::string{m_before[m_at].text}, std::string{m_before[m_at + 2].text}};
        auto const now = m_names.relation(table);
        if (now == table || m_after[m_now].text != now.schema || m_after[m_now + 1].text != "." ||
            m_after[m_now + 2].text != now.name)
            return false;
        m_at += 3;
        m_now += 3;
        return true;
    }

    /// A renamed column by its new name. Where it is an output the server says the other name behind it: "n AS a".
    bool column() {
        auto const &word = m_before[m_at];
        if (!word.is_word || !m_after[m_now].is_word) return false;
        std::string const old_name{word.text};
        auto const all = tables();
        bool const renamed = std::any_of(all.begin(), all.end(), [&](Ref const &table) {
            auto const name = m_names.column(table.schema, table.name, old_name);
            return name != old_name && name == m_after[m_now].text;
        });
        if (!renamed) return false;
        auto const new_name = m_after[m_now].text;
        ++m_at;
        ++m_now;
        if (is_at(m_after, m_now, "AS") && is_at(m_after, m_now + 1, old_name) && !is_at(m_before, m_at, "AS"))
            m_now += 2;
        else if (is_at(m_before, m_at, "AS") && is_at(m_before, m_at + 1, new_name) && !is_at(m_after, m_now, "AS"))
            m_at += 2;
        return true;
    }

    /// The name of a renamed table before a column.
    bool prefix() {
        if (!is_qualified(m_at) || !m_after[m_now].is_word) return false;
        auto const found = m_aliases.find(m_before[m_at].text);
        if (found == m_aliases.end()) return false;
        bool const renamed = std::any_of(found->second.begin(), found->second.end(), [&](Ref const &table) {
            return table.name == m_before[m_at].text && m_names.relation(table).name == m_after[m_now].text;
        });
        if (!renamed) return false;
        ++m_at;
        ++m_now;
        return true;
    }

    bool equal() {
        if (m_before[m_at] != m_after[m_now] || must_be_new()) return false;
        ++m_at;
        ++m_now;
        return true;
    }

    /// A column of the one table that it can be of, which has another name now: the old one is another column's.
    bool must_be_new() const {
        auto const &word = m_before[m_at];
        bool const cast = m_at > 0 && m_before[m_at - 1].text == ":";
        bool const alone = m_at < 2 || m_before[m_at - 1].text != ".";
        if (!word.is_word || cast || is_at(m_before, m_at + 1, "(") || is_at(m_before, m_at + 1, ".")) return false;
        if (alone && !m_place.of_own) return false;
        auto const all = tables();
        return all.size() == 1 &&
               m_names.column(all.begin()->schema, all.begin()->name, std::string{word.text}) != std::string{word.text};
    }

    Names const &m_names;
    CodePlace const &m_place;
    Tokens const &m_before, &m_after;
    std::map<std::string, std::set<Ref>, std::less<>> m_aliases;
    std::size_t m_at = 0, m_now = 0;
};

/// Takes the new code over where it is the same.
class Follow {
public:
    Follow(Names const &names, CodePlace place) : m_names(names), m_place(std::move(place)) {}

    void operator()(std::string &before, std::string const &after) const {
        if (before != after && same_code(m_names, m_place, before, after)) before = after;
    }

private:
    Names const &m_names;
    CodePlace m_place;
};

void follow(Follow const &code, model::Constraint &before, model::Constraint const &after) {
    code(before.expression, after.expression);
    code(before.definition, after.definition);
}

void follow(Follow const &code, model::Column &before, model::Column const &after) {
    code(before.expression, after.expression);
}

void follow(Follow const &code, model::Index &before, model::Index const &after) {
    for (std::size_t i = 0; i < std::min(before.keys.size(), after.keys.size()); ++i)
        code(before.keys[i].expression, after.keys[i].expression);
    code(before.predicate, after.predicate);
    code(before.definition, after.definition);
}

void follow(Follow const &code, model::Trigger &before, model::Trigger const &after) {
    code(before.condition, after.condition);
    code(before.definition, after.definition);
}

void follow(Follow const &code, model::Policy &before, model::Policy const &after) {
    code(before.using_expression, after.using_expression);
    code(before.check_expression, after.check_expression);
}

void follow(Follow const &code, model::Rule &before, model::Rule const &after) {
    code(before.definition, after.definition);
}

void follow(Follow const &code, model::Statistics &before, model::Statistics const &after) {
    code(before.definition, after.definition);
}

void follow(Follow const &code, model::View &before, model::View const &after) {
    auto const sorted = [](std::vector<model::ViewUse> uses) {
        for (auto &use : uses) std::sort(use.columns.begin(), use.columns.end());
        std::sort(uses.begin(), uses.end(), [](auto const &a, auto const &b) { return a.relation < b.relation; });
        return uses;
    };
    // One name may be that of several tables' columns: what it reads tells them apart.
    if (sorted(before.uses) == sorted(after.uses)) code(before.definition, after.definition);
}

template <typename T>
model::Record followed(Names const &names, CodePlace place, model::Record const &before, model::Record const &after) {
    auto object = model::from_record<T>(before);
    follow(Follow{names, std::move(place)}, object, model::from_record<T>(after));
    return model::to_record(std::move(object));
}

} // namespace

bool same_code(Names const &names, CodePlace const &place, std::string_view before, std::string_view after) {
    auto const old_words = words_of(before), new_words = words_of(after);
    return Comparison{names, place, old_words, new_words}.same();
}

model::Record with_new_code(Names const &names, model::Record const &old_record, model::Record before,
                            model::Record const &after) {
    using model::Kind;
    if (before.body == after.body) return before;
    CodePlace own{{old_record.schema, old_record.table}, {}, true};
    switch (before.kind) {
    case Kind::constraint: return followed<model::Constraint>(names, own, before, after);
    case Kind::column: return followed<model::Column>(names, own, before, after);
    case Kind::index: return followed<model::Index>(names, own, before, after);
    case Kind::trigger: return followed<model::Trigger>(names, own, before, after);
    case Kind::policy: return followed<model::Policy>(names, own, before, after);
    case Kind::statistics: {
        auto const relation = model::from_record<model::Statistics>(old_record).relation;
        return followed<model::Statistics>(names, {relation, {}, true}, before, after);
    }
    // Columns stand alone in INSERT and UPDATE, too, of whatever table.
    case Kind::rule: return followed<model::Rule>(names, {own.own, {}, false}, before, after);
    case Kind::view: {
        CodePlace place{{}, {}, false};
        for (auto const &use : model::from_record<model::View>(old_record).uses) place.others.push_back(use.relation);
        return followed<model::View>(names, place, before, after);
    }
    default: return before;
    }
}

} // namespace scribe::diff
