// SPDX-License-Identifier: MIT
#include "catalog/audit/later_names.hpp"

namespace scribe::catalog {

using model::Kind;

LaterNames::LaterNames(Store &store) {
    sqlite::Stmt select{store.db(), "SELECT s.name, r.kind, r.old_schema, r.old_table, r.old_name, r.change_set_id, "
                                    "r.new_schema, r.new_table, r.new_name "
                                    "FROM rename r JOIN source s ON s.id = r.source_id"};
    auto const text = [&](int column) { return std::string{select.get_text(column)}; };
    while (select.step()) {
        if (auto const kind = model::kind_from_name(select.get_text(1)))
            m_renames.emplace(Key{text(0), *kind, text(2), text(3), text(4)},
                              Later{text(5), text(6), text(7), text(8)});
    }
}

LaterNames::Later const *LaterNames::find(NamedObject const &object, std::string_view after) const {
    auto const &record = object.record;
    auto const found = m_renames.find({object.source, record.kind, record.schema, record.table, record.name});
    // Ids of change sets are in the order of time.
    return found != m_renames.end() && found->second.change_set > after ? &found->second : nullptr;
}

std::vector<NamedObject> LaterNames::of(NamedObject object, std::string_view change_set) const {
    std::vector<NamedObject> names;
    std::string after{change_set};
    while (true) {
        auto &record = object.record;
        if (auto const *later = find(object, after)) {
            after = later->change_set;
            record.schema = later->schema;
            record.table = later->table;
            record.name = later->name;
            names.push_back(object);
            continue;
        }
        NamedObject owner = object;
        owner.record.name = record.table;
        owner.record.table.clear();
        Later const *moved = nullptr;
        for (auto const kind : {Kind::table, Kind::view}) {
            owner.record.kind = kind;
            if (!record.table.empty() && moved == nullptr) moved = find(owner, after);
        }
        if (moved == nullptr) return names;
        after = moved->change_set;
        record.schema = moved->schema;
        record.table = moved->name;
        names.push_back(object);
    }
}

} // namespace scribe::catalog
