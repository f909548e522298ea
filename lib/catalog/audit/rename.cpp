// SPDX-License-Identifier: MIT
#include "base/error.hpp"
#include "base/text.hpp"
#include "catalog/audit/subject.hpp"
#include "catalog/objects.hpp"
#include "catalog/renames/renames.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace scribe::catalog {

namespace {

/// A state as the object that it names.
model::Record named(Store &store, std::string const &state) {
    sqlite::Stmt read{store.db(), "SELECT ?1 ->> 'kind', ?1 ->> 'schema', ?1 ->> 'table', ?1 ->> 'name'"};
    read.bind(1, state);
    read.step();
    model::Record record;
    record.kind = model::kind_from_name(read.get_text(0)).value_or(model::Kind::table);
    record.schema = read.get_text(1);
    record.table = read.get_text(2);
    record.name = read.get_text(3);
    return record;
}

std::int64_t id_in(std::string const &source, model::Record const &record) {
    return model::object_id(source, record.kind, record.schema, record.table, record.name);
}

/// A step that words of an object took: to which object, by which change set.
struct Step {
    std::int64_t id = 0;
    model::Record record;
    std::string change_set;
};

/// The rename that stands and took the words of `id` along after `since`.
std::optional<Step> carried_on(Store &store, std::int64_t id, std::string const &since) {
    sqlite::Stmt select{store.db(), "SELECT new_id, change_set_id, kind, new_schema, new_table, new_name FROM rename "
                                    "WHERE old_id = ? AND change_set_id > ?"};
    select.bind(1, id);
    select.bind(2, since);
    if (!select.step()) return std::nullopt;
    Step step{select.get_int(0), {}, std::string{select.get_text(1)}};
    step.record.kind = model::kind_from_name(select.get_text(2)).value_or(model::Kind::table);
    step.record.schema = select.get_text(3);
    step.record.table = select.get_text(4);
    step.record.name = select.get_text(5);
    return step;
}

/// The undo of a rename that took the words of `id`, the new name, back to the old one after `since`: those that were
/// carried there or said while the rename stood, not those that the new name had before.
std::optional<Step> carried_back(Store &store, std::int64_t id, std::string const &since) {
    sqlite::Stmt select{store.db(),
                        "SELECT e.after, e.change_set_id, s.name FROM event e JOIN object o ON o.id = ?1 JOIN source s "
                        "ON s.id = o.source_id WHERE e.subject = 'rename' AND e.subject_id = CAST(?1 AS TEXT) AND "
                        "e.change_set_id > ?2 AND e.after IS NOT NULL AND (SELECT max(a.change_set_id) FROM event a "
                        "WHERE a.subject = e.subject AND a.subject_id = e.subject_id AND a.change_set_id < "
                        "e.change_set_id) <= ?2 ORDER BY e.change_set_id"};
    select.bind(1, id);
    select.bind(2, since);
    while (select.step()) {
        auto record = named(store, std::string{select.get_text(0)});
        auto const to = id_in(std::string{select.get_text(2)}, record);
        if (to != id) return Step{to, std::move(record), std::string{select.get_text(1)}};
    }
    return std::nullopt;
}

/// The last step since a change set; without a change set when there was none.
Step last_step(Store &store, std::int64_t id, std::string const &since) {
    Step at{id, {}, {}};
    while (true) { // each step is a later change set
        auto const &from = at.change_set.empty() ? since : at.change_set;
        auto on = carried_on(store, at.id, from);
        auto back = carried_back(store, at.id, from);
        if (!on && !back) return at;
        at = on && (!back || on->change_set < back->change_set) ? std::move(*on) : std::move(*back);
    }
}

/// That an object is another one under a new name. Its state is the name that words about it follow: the new one while
/// the rename stands, else the old one.
class RenameSubject final : public Subject, public Undoable {
public:
    std::string_view name() const override { return "rename"; }

    std::string text(Store &store, State const &state) const override {
        return state ? model::format_ref(named(store, *state)) : "not there";
    }

    /// Under both names.
    std::vector<NamedObject> objects(Store &store, Event const &event) const override {
        auto const found = object_of(store, event);
        std::vector<NamedObject> objects;
        for (auto const *const state : {&event.before, &event.after}) {
            if (*state) objects.push_back({found.empty() ? "" : found.front().source, named(store, **state)});
        }
        return objects;
    }

    Undoable const &undoable() const override { return *this; }

    State present(Store &store, Event const &event) const override {
        auto const found = object_of(store, event);
        if (found.empty() || !event.before || !event.after) return std::nullopt;
        auto const now = rename_state(found.front().record);
        if (auto const former = find_former(store, "new_id", event.subject_id)) {
            auto const old = rename_state(former->first);
            return old == event.before || old == event.after ? now : old;
        }
        auto const &old = now == event.before ? *event.after : *event.before;
        // The old name may have been taken to live on elsewhere.
        auto const old_id = std::to_string(id_in(found.front().source, named(store, old)));
        if (auto const other = find_former(store, "old_id", old_id)) return rename_state(other->second);
        return old;
    }

    void write(Store &store, Event const &event, State const &state, std::string const &change_set) const override {
        auto const object = object_of(store, event).front();
        auto const source = store.find_source(object.source);
        auto const now = rename_state(object.record);
        auto const before = named(store, now == event.before ? *event.after : *event.before);
        if (state == now) {
            sqlite::Stmt scan{store.db(), "SELECT first_scan FROM object WHERE id = ?"};
            scan.bind(1, *base::parse_int(event.subject_id));
            scan.step();
            save_rename(store, {*source, scan.get_int(0), change_set}, before, object.record);
            return;
        }
        drop_rename(store, *source, before, object.record);
    }

private:
    /// Old and new name of the rename whose column `by` has that id.
    static std::optional<std::pair<model::Record, model::Record>> find_former(Store &store, std::string_view by,
                                                                              std::string const &id) {
        sqlite::Stmt select{store.db(), fmt::format("SELECT kind, old_schema, old_table, old_name, new_schema, "
                                                    "new_table, new_name FROM rename WHERE {} = ?",
                                                    by)};
        select.bind(1, *base::parse_int(id));
        if (!select.step()) return std::nullopt;
        std::pair<model::Record, model::Record> names;
        int at = 1;
        for (auto *const record : {&names.first, &names.second}) {
            record->kind = model::kind_from_name(select.get_text(0)).value_or(model::Kind::table);
            record->schema = select.get_text(at);
            record->table = select.get_text(at + 1);
            record->name = select.get_text(at + 2);
            at += 3;
        }
        return names;
    }
};

} // namespace

void follow_object(Store &store, Event &event) {
    auto const end = std::min(event.subject_id.find('/'), event.subject_id.size());
    auto const id = base::parse_int(std::string_view{event.subject_id}.substr(0, end));
    if (id) event.subject_id.replace(0, end, std::to_string(last_step(store, *id, event.change_set).id));
}

model::Record present_name(Store &store, std::string const &source, model::Record record, std::string const &since) {
    auto step = last_step(store, id_in(source, record), since);
    return step.change_set.empty() ? std::move(record) : std::move(step.record);
}

Subject const &rename_subject() {
    static RenameSubject const k_subject;
    return k_subject;
}

} // namespace scribe::catalog
