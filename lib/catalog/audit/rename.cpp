// SPDX-License-Identifier: MIT
#include "base/error.hpp"
#include "base/text.hpp"
#include "catalog/audit/subject.hpp"
#include "catalog/objects.hpp"
#include "catalog/renames.hpp"

#include <fmt/format.h>

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
        if (state == rename_state(object.record)) {
            auto const before = named(store, *event.before);
            auto const source = store.find_source(object.source);
            sqlite::Stmt scan{store.db(), "SELECT first_scan FROM object WHERE id = ?"};
            scan.bind(1, *base::parse_int(event.subject_id));
            scan.step();
            save_rename(store, {*source, scan.get_int(0), change_set}, before, object.record);
            return;
        }
        sqlite::Stmt remove{store.db(), "DELETE FROM rename WHERE new_id = ?"};
        remove.bind(1, *base::parse_int(event.subject_id));
        remove.run();
    }

private:
    static std::int64_t id_in(std::string const &source, model::Record const &record) {
        return model::object_id(source, record.kind, record.schema, record.table, record.name);
    }

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

Subject const &rename_subject() {
    static RenameSubject const k_subject;
    return k_subject;
}

} // namespace scribe::catalog
