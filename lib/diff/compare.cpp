// SPDX-License-Identifier: MIT
#include "diff/compare.hpp"

#include "base/text.hpp"
#include "diff/fields.hpp"
#include "diff/grants.hpp"
#include "diff/order.hpp"
#include "diff/renames/renames.hpp"
#include "model/filter.hpp"
#include "model/json/unread.hpp"
#include "model/serialize.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>

namespace scribe::diff {

namespace {

using model::Kind;
using model::Record;

/// Cursors give the columns of a table by position, which is no identity: what is compared at a time is all of one kind
/// that a table has, or one object that is part of no table.
auto group_key(Record const &record) {
    return std::tie(record.schema, record.table, record.table.empty() ? record.name : record.table);
}

/// Reads a cursor group by group.
class Groups {
public:
    Groups(std::unique_ptr<model::RecordCursor> cursor, CompareOptions const &options)
        : m_cursor(std::move(cursor)), m_options(options) {
        m_more = m_cursor->next(m_ahead);
        advance();
    }

    bool done() const { return m_size == 0; }
    Record &first() { return m_records.front(); }
    std::size_t size() const { return m_size; }
    Record &operator[](std::size_t i) { return m_records[i]; }

    void advance() {
        m_size = 0;
        while (m_more && (m_size == 0 || group_key(m_ahead) == group_key(m_records.front()))) {
            // The records are reused: their strings keep their memory.
            if (m_size == m_records.size()) m_records.emplace_back();
            if (model::is_partial(m_ahead.body)) m_options.partial(m_ahead);
            std::swap(m_records[m_size++], m_ahead);
            m_more = m_cursor->next(m_ahead);
        }
    }

private:
    std::unique_ptr<model::RecordCursor> m_cursor;
    CompareOptions const &m_options;
    std::vector<Record> m_records;
    std::size_t m_size = 0;
    Record m_ahead;
    bool m_more = false;
};

bool same_content(Record const &a, Record const &b) {
    return a.body == b.body && a.comment == b.comment && a.extension == b.extension;
}

bool same_group(Groups &a, Groups &b) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (a[i].name != b[i].name || !same_content(a[i], b[i])) return false;
    }
    return true;
}

class Comparison {
public:
    explicit Comparison(CompareOptions const &options) : m_options(options) {}

    void kind(std::unique_ptr<model::RecordCursor> old_cursor, std::unique_ptr<model::RecordCursor> new_cursor) {
        Groups before{std::move(old_cursor), m_options};
        Groups after{std::move(new_cursor), m_options};
        while (!before.done() || !after.done()) {
            m_options.tick();
            bool const only_old =
                after.done() || (!before.done() && group_key(before.first()) < group_key(after.first()));
            bool const only_new =
                before.done() || (!after.done() && group_key(after.first()) < group_key(before.first()));
            if (only_old) {
                for (std::size_t i = 0; i < before.size(); ++i) removed(before[i]);
            } else if (only_new) {
                for (std::size_t i = 0; i < after.size(); ++i) added(after[i]);
            } else if (m_other_kind.contains({before.first().schema, before.first().table})) {
                for (std::size_t i = 0; i < before.size(); ++i) removed(before[i]);
                for (std::size_t i = 0; i < after.size(); ++i) added(after[i]);
            } else if (!same_group(before, after)) {
                groups(before, after);
            }
            if (!only_new) before.advance();
            if (!only_old) after.advance();
        }
    }

    /// To be called when tables and views are compared: where the one has the name of the other, the parts of the one
    /// are none of the other's.
    void find_other_kinds() {
        std::map<model::Ref, std::set<std::pair<Kind, Action>>> relations;
        for (auto const &change : m_changes) {
            auto const &object = change.object();
            bool const relation = object.kind == Kind::table || object.kind == Kind::view;
            if (!relation || change.action == Action::changed) continue;
            auto &seen = relations[{object.schema, object.name}];
            seen.emplace(object.kind, change.action);
            if (seen.size() > 1) m_other_kind.insert({object.schema, object.name});
        }
    }

    std::vector<Change> take() { return std::move(m_changes); }

private:
    void removed(Record &record) {
        auto &change = m_changes.emplace_back();
        change.action = Action::removed;
        std::swap(change.before, record);
    }

    void added(Record &record) {
        auto &change = m_changes.emplace_back();
        change.action = Action::added;
        std::swap(change.after, record);
    }

    void groups(Groups &before, Groups &after) {
        std::unordered_map<std::string_view, std::size_t> old_by_name;
        for (std::size_t i = 0; i < before.size(); ++i) old_by_name.emplace(before[i].name, i);
        std::vector<std::pair<std::size_t, std::size_t>> common; // by new position
        std::vector<std::size_t> fresh;
        for (std::size_t i = 0; i < after.size(); ++i) {
            auto const found = old_by_name.find(after[i].name);
            if (found == old_by_name.end()) {
                fresh.push_back(i);
                continue;
            }
            common.emplace_back(found->second, i);
            old_by_name.erase(found);
        }
        pairs(before, after, common);
        std::vector<std::size_t> gone;
        for (auto const &[name, i] : old_by_name) gone.push_back(i);
        std::sort(gone.begin(), gone.end());
        for (auto const i : gone) removed(before[i]);
        for (auto const i : fresh) added(after[i]);
    }

    /// Where a column stands among those of its table: numbers are no good, as dropped columns keep theirs.
    static std::string place(Groups &columns, std::size_t at) {
        return at == 0 ? "first" : "after " + base::quote_ident(columns[at - 1].name);
    }

    void pairs(Groups &before, Groups &after, std::vector<std::pair<std::size_t, std::size_t>> const &common) {
        auto const moved = moved_columns(common);
        for (std::size_t k = 0; k < common.size(); ++k) {
            auto &old_record = before[common[k].first];
            auto &new_record = after[common[k].second];
            std::vector<FieldChange> fields;
            if (!same_content(old_record, new_record)) fields = compare_fields(old_record, new_record);
            if (new_record.kind == Kind::column && moved[k]) {
                fields.push_back({"position", place(before, common[k].first), place(after, common[k].second)});
            }
            if (fields.empty()) continue;
            auto &change = m_changes.emplace_back();
            change.fields = std::move(fields);
            change.before = old_record; // copies: the names are compared further
            change.after = new_record;
        }
    }

    CompareOptions const &m_options;
    std::vector<Change> m_changes;
    std::set<model::Ref> m_other_kind; ///< that were tables and are views, or the reverse
};

/// A table's text in SQLite changes with each of its parts: it is told only when nothing else is.
void drop_derived_tables(std::vector<Change> &changes) {
    std::set<std::pair<std::string_view, std::string_view>> with_parts;
    for (auto const &change : changes) {
        if (!change.object().table.empty()) with_parts.emplace(change.object().schema, change.object().table);
    }
    std::erase_if(changes, [&](Change const &change) {
        return change.action == Action::changed && change.after.kind == Kind::table && change.fields.size() == 1 &&
               change.fields.front().field == "definition" &&
               with_parts.contains({change.after.schema, change.after.name});
    });
}

/// Finds the parts of tables and views that came or went with them, and those of changed views.
void mark_parts(std::vector<Change> &changes) {
    std::set<std::tuple<Action, std::string_view, std::string_view>> owners;
    std::set<std::pair<std::string_view, std::string_view>> views;
    for (auto const &change : changes) {
        auto const &object = change.object();
        if (object.table.empty()) owners.emplace(change.action, object.schema, object.name);
        // One that loses columns has another definition.
        if (object.kind == Kind::view && (change.action == Action::changed || change.action == Action::renamed))
            views.emplace(object.schema, object.name);
    }
    for (auto &change : changes) {
        auto const &object = change.object();
        change.with_owner = !object.table.empty() && owners.contains({change.action, object.schema, object.table}) &&
                            (change.action == Action::added || change.action == Action::removed);
        change.of_view = views.contains({object.schema, object.table});
    }
}

/// Rights that are those of the server's own rules: it keeps them once any were granted or revoked.
bool says_nothing(Change const &change) {
    if (change.object().kind != Kind::privileges || change.action == Action::changed) return false;
    auto const privileges = model::from_record<model::Privileges>(change.object());
    auto const rights = [&](std::vector<model::Grant> grants) {
        return effective_grants(Kind::privileges, privileges.owner, std::move(grants));
    };
    return rights(privileges.grants) == rights(default_grants(privileges));
}

auto sort_key(Change const &change) {
    auto const &object = change.object();
    bool const part = !object.table.empty();
    return std::make_tuple(model::is_database_wide(object.kind), std::string_view{object.schema},
                           object.kind != Kind::schema, std::string_view{part ? object.table : object.name}, part,
                           object.kind, object.position, std::string_view{object.name});
}

} // namespace

Severity Change::severity() const { return rule ? rule->severity : Severity::safe; }

std::vector<Change> compare(model::ModelReader &before, model::ModelReader &after, CompareOptions const &options) {
    Comparison comparison{options};
    for (auto const kind : model::k_all_kinds) {
        if (!options.unseen.contains(kind)) comparison.kind(before.read(kind), after.read(kind));
        if (kind == Kind::view) comparison.find_other_kinds();
    }
    auto changes = comparison.take();
    std::erase_if(changes, says_nothing);
    if (options.renames) apply_renames(changes, options.kept);
    drop_derived_tables(changes);
    mark_parts(changes);
    for (auto &change : changes) judge(change);
    std::stable_sort(changes.begin(), changes.end(),
                     [](Change const &a, Change const &b) { return sort_key(a) < sort_key(b); });
    return changes;
}

} // namespace scribe::diff
