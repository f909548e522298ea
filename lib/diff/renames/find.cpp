// SPDX-License-Identifier: MIT
#include "base/text.hpp"
#include "diff/renames/alike.hpp"
#include "diff/renames/known.hpp"
#include "diff/renames/renames.hpp"
#include "model/serialize.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

namespace scribe::diff {

namespace {

using model::Kind;
using model::Record;
using TableName = std::pair<std::string, std::string>;

void append(std::string &key, std::string_view text) {
    key += std::to_string(text.size());
    key += ':';
    key += text;
}

/// What the record says, without its name and with the new names of others. SQLite's text of a table holds the name.
std::string nameless_body(Record const &record, Known const &known) {
    if (record.kind == Kind::view) {
        auto view = model::from_record<model::View>(record);
        auto const code = nameless_code(view.definition, view.name, known.words);
        view.definition.clear();
        view.uses.clear(); // the definition says it
        return model::to_record(std::move(view)).body + code;
    }
    if (record.kind != Kind::table) return record.body;
    bool const plain = known.words.empty() && record.body.find("\"definition\"") == std::string::npos;
    if (plain) return record.body;
    auto table = model::from_record<model::Table>(known.names.renamed(record, record));
    table.definition.clear();
    return model::to_record(std::move(table)).body;
}

/// What stays the same: in its schema under another name, or under its name in another schema.
enum class Sameness { schema, name };

/// The column's body; where its table may be in another schema now, so may the sequence of its default.
std::string column_body(Record const &column, Sameness same) {
    if (same == Sameness::schema || column.body.find("nextval(") == std::string::npos) return column.body;
    auto object = model::from_record<model::Column>(column);
    auto own = "nextval(" + base::quote_literal(base::quote_ident(column.schema) + ".");
    own.pop_back();
    if (object.default_value && object.default_value->starts_with(own)) object.default_value->erase(0, own.size());
    return model::to_record(std::move(object)).body;
}

std::string content_key(Record const &record, Known const &known = {}, Sameness same = Sameness::schema) {
    std::string key;
    append(key, model::kind_name(record.kind));
    bool const is_column = record.kind == Kind::column;
    if (same == Sameness::schema) append(key, record.schema);
    else if (!is_column) append(key, record.name);
    append(key, is_column ? column_body(record, same) : nameless_body(record, known));
    append(key, record.comment ? "1" + *record.comment : "0");
    append(key, record.extension);
    return key;
}

/// The columns of each table of the list, in their order.
std::map<TableName, Records> columns_of(Records const &records) {
    std::map<TableName, Records> columns;
    for (auto const *record : records) {
        if (record->kind == Kind::column) columns[{record->schema, record->table}].push_back(record);
    }
    for (auto &[table, list] : columns) {
        std::sort(list.begin(), list.end(), [](auto const *a, auto const *b) { return a->position < b->position; });
    }
    return columns;
}

/// Tables and views but for those that are `done`.
Candidates relations(Records const &records, std::map<TableName, Records> const &columns, Known const &known,
                     std::set<std::size_t> const &done, Sameness same) {
    Candidates found;
    for (std::size_t i = 0; i < records.size(); ++i) {
        if (!is_relation(records[i]->kind) || done.contains(i)) continue;
        auto const own = columns.find({records[i]->schema, records[i]->name});
        if (own == columns.end()) continue; // nothing to know it by
        auto key = content_key(*records[i], known, same);
        for (auto const *column : own->second) {
            append(key, column->name);
            append(key, content_key(*column, {}, same));
        }
        found[key].push_back(i);
    }
    return found;
}

/// Tables by their names in one state: their names in the newer one, and the columns that they have in both.
struct InBoth {
    TableName now;
    std::set<std::string_view> columns;
};

/// A column's type and default, without what a release often changes together with its name.
std::string altered_key(Record const &record) {
    auto column = model::from_record<model::Column>(record);
    column.not_null = false;
    column.inherited = false;
    std::string key;
    append(key, record.schema);
    append(key, model::to_record(std::move(column)).body);
    append(key, record.comment.value_or(""));
    return key;
}

/// Columns that only one state has of tables that are in both; `renamed`: those that have another name now. `others`
/// are no such tables. With `done` all but these, also where they were altered.
Candidates columns(Records const &records, std::set<TableName> const &others,
                   std::map<TableName, InBoth> const &renamed, std::set<std::size_t> const *done = nullptr) {
    Candidates found;
    std::map<Record const *, std::size_t> places;
    for (std::size_t i = 0; i < records.size(); ++i) places.emplace(records[i], i);
    for (auto &[table, list] : columns_of(records)) {
        auto const other = renamed.find(table);
        if (other == renamed.end() && others.contains(table)) continue;
        auto now = table;
        if (other != renamed.end()) {
            now = other->second.now;
            std::erase_if(list, [&](Record const *column) { return other->second.columns.contains(column->name); });
        }
        for (std::size_t i = 0; i < list.size(); ++i) {
            auto const place = places.at(list[i]);
            if (done && done->contains(place)) continue;
            auto column = *list[i];
            column.schema = now.first;
            auto key = done ? altered_key(column) : content_key(column);
            append(key, now.second);
            // Its place among the columns that stayed.
            append(key, std::to_string(list[i]->position - static_cast<int>(i)));
            found[key].push_back(place);
        }
    }
    return found;
}

void match(Candidates const &removed, Candidates const &added, std::vector<Rename> &renames) {
    for (auto const &[key, old_places] : removed) {
        auto const found = added.find(key);
        if (found != added.end() && old_places.size() == 1 && found->second.size() == 1)
            renames.push_back({old_places.front(), found->second.front()});
    }
}

/// Several columns of one sort side by side: as many went as came, each where another was; or one among several, where
/// it was.
void match_places(Candidates const &removed, Candidates const &added, Records const &old_records,
                  Records const &new_records, std::vector<Rename> &renames) {
    for (auto const &[key, old_places] : removed) {
        auto const found = added.find(key);
        if (found == added.end()) continue;
        auto const gone = old_places.size(), came = found->second.size();
        // Of several among a number that is another one nothing is said.
        if (std::max(gone, came) < 2 || (gone != came && std::min(gone, came) > 1)) continue;
        std::vector<Rename> pairs;
        for (auto const old_place : old_places) {
            for (auto const new_place : found->second) {
                if (old_records[old_place]->position == new_records[new_place]->position)
                    pairs.push_back({old_place, new_place});
            }
        }
        if (pairs.size() == std::min(gone, came)) renames.insert(renames.end(), pairs.begin(), pairs.end());
    }
}

/// A column that comes from a parent has its new name from there; another parent's column is none.
void drop_unfounded(Records const &removed, Records const &added, std::vector<Rename> &renames) {
    auto const names = [&](Rename const &rename) {
        return std::pair<std::string_view, std::string_view>{removed[rename.removed]->name, added[rename.added]->name};
    };
    auto const inherited = [&](Rename const &rename) {
        auto const &record = *added[rename.added];
        return record.kind == Kind::column && model::from_record<model::Column>(record).inherited;
    };
    std::set<std::pair<std::string_view, std::string_view>> founded;
    for (auto const &rename : renames) {
        if (added[rename.added]->kind == Kind::column && !inherited(rename)) founded.insert(names(rename));
    }
    std::erase_if(renames, [&](Rename const &rename) { return inherited(rename) && !founded.contains(names(rename)); });
}

void add_relations(Records const &records, std::set<TableName> &names) {
    for (auto const *record : records) {
        if (is_relation(record->kind)) names.emplace(record->schema, record->name);
    }
}

/// What may be one table or view, by what stays the same.
struct Pairs {
    Candidates removed, added;
};

/// Places in one list that have a partner in the other.
std::set<std::size_t> matched(Candidates const &one, Candidates const &other) {
    std::set<std::size_t> places;
    for (auto const &[key, list] : one) {
        if (other.contains(key)) places.insert(list.begin(), list.end());
    }
    return places;
}

/// Drops what may have another name as well as another schema: which of them is not guessed.
void drop_contested(Pairs const &named, Pairs const &moved, std::vector<Rename> &renames, std::size_t from) {
    auto const both = [](std::set<std::size_t> const &one, std::set<std::size_t> const &other) {
        std::set<std::size_t> places;
        std::ranges::set_intersection(one, other, std::inserter(places, places.end()));
        return places;
    };
    auto const old_places = both(matched(named.removed, named.added), matched(moved.removed, moved.added));
    auto const new_places = both(matched(named.added, named.removed), matched(moved.added, moved.removed));
    auto const rest =
        std::remove_if(renames.begin() + static_cast<std::ptrdiff_t>(from), renames.end(), [&](Rename const &rename) {
            return old_places.contains(rename.removed) || new_places.contains(rename.added);
        });
    renames.erase(rest, renames.end());
}

std::set<std::string_view> shared_names(Records const &columns, Records const &others) {
    std::set<std::string_view> names, shared;
    for (auto const *column : others) names.insert(column->name);
    for (auto const *column : columns) {
        if (names.contains(column->name)) shared.insert(column->name);
    }
    return shared;
}

/// What a table is, without what is said of it and can be altered.
std::string structure(Record const &record, Known const &known) {
    auto table = model::from_record<model::Table>(known.names.renamed(record, record));
    model::Table bare;
    bare.table_kind = std::move(table.table_kind);
    bare.partition_key = std::move(table.partition_key);
    bare.partition_of = std::move(table.partition_of);
    bare.inherits = std::move(table.inherits);
    bare.of_type = std::move(table.of_type);
    return model::to_record(std::move(bare)).body + record.extension;
}

/// Tables that the server knows by one number, though they got or lost columns, rights or an owner as well. A number
/// may mean another table in another database: half of the columns have to be there still.
void match_numbers(Records const &removed, Records const &added, Known const &known,
                   std::set<std::size_t> const &old_done, std::set<std::size_t> const &new_done,
                   std::vector<Rename> &renames) {
    std::map<std::int64_t, std::size_t> places;
    for (std::size_t i = 0; i < removed.size(); ++i) {
        if (number_of(*removed[i]) && !old_done.contains(i)) places.emplace(*number_of(*removed[i]), i);
    }
    if (places.empty()) return;
    auto const old_columns = columns_of(removed), new_columns = columns_of(added);
    auto const list = [](auto const &columns, Record const &table) {
        auto const found = columns.find({table.schema, table.name});
        return found == columns.end() ? Records{} : found->second;
    };
    std::set<TableName> names_before, names_now;
    add_relations(removed, names_before);
    add_relations(added, names_now);
    for (std::size_t i = 0; i < added.size(); ++i) {
        auto const number = number_of(*added[i]);
        auto const found = number && !new_done.contains(i) ? places.find(*number) : places.end();
        if (found == places.end()) continue;
        auto const &before = *removed[found->second], &after = *added[i];
        if (structure(before, known) != structure(after, {})) continue;
        auto const had = list(old_columns, before), has = list(new_columns, after);
        auto const shared = shared_names(had, has).size();
        auto const most_of = [&](Records const &columns) { return 2 * shared >= columns.size(); };
        // A scan does not list those that another relation has now, or had.
        bool const some_unlisted = (had.empty() && names_now.contains({before.schema, before.name})) ||
                                   (most_of(has) && names_before.contains({after.schema, after.name}));
        if (some_unlisted || (shared > 0 && most_of(had))) renames.push_back({found->second, i});
    }
}

/// First those that name no other, then what reads them or is a part of them, as long as there is more.
std::vector<Rename> find_relations(Records const &removed, Records const &added) {
    auto const old_columns = columns_of(removed);
    auto const new_columns = columns_of(added);
    std::vector<Rename> renames;
    Known known;
    std::set<std::size_t> old_done, new_done;
    auto const pairs = [&](Sameness same) {
        return Pairs{relations(removed, old_columns, known, old_done, same),
                     relations(added, new_columns, {}, new_done, same)};
    };
    while (true) {
        auto const before = renames.size();
        auto const named = pairs(Sameness::schema), moved = pairs(Sameness::name);
        match(named.removed, named.added, renames);
        for (auto const likeness : {Likeness::parts, Likeness::words}) {
            if (renames.size() == before) match_alike(named.removed, named.added, removed, added, likeness, renames);
        }
        match(moved.removed, moved.added, renames);
        drop_contested(named, moved, renames, before);
        if (renames.size() == before) match_numbers(removed, added, known, old_done, new_done, renames);
        if (renames.size() == before) return renames;
        for (auto i = before; i < renames.size(); ++i) {
            known.add(*removed[renames[i].removed], *added[renames[i].added]);
            old_done.insert(renames[i].removed);
            new_done.insert(renames[i].added);
        }
    }
}

/// The tables of `renames`, by their old and new names.
void find_in_both(Records const &removed, Records const &added, std::vector<Rename> const &renames,
                  std::map<TableName, InBoth> &old_names, std::map<TableName, InBoth> &new_names) {
    auto const old_columns = columns_of(removed), new_columns = columns_of(added);
    for (auto const &[old_place, new_place] : renames) {
        TableName const before{removed[old_place]->schema, removed[old_place]->name};
        TableName const now{added[new_place]->schema, added[new_place]->name};
        auto const had = old_columns.find(before), has = new_columns.find(now);
        if (had == old_columns.end() || has == new_columns.end()) continue;
        InBoth both{now, shared_names(had->second, has->second)};
        old_names.emplace(before, both);
        new_names.emplace(now, std::move(both));
    }
}

} // namespace

std::vector<Rename> find_renames(Records const &removed, Records const &added) {
    auto renames = find_relations(removed, added);
    std::set<TableName> others;
    add_relations(removed, others);
    add_relations(added, others);
    std::map<TableName, InBoth> old_names, new_names;
    find_in_both(removed, added, renames, old_names, new_names);
    auto const old_columns = columns(removed, others, old_names);
    auto const new_columns = columns(added, others, new_names);
    match(old_columns, new_columns, renames);
    match_places(old_columns, new_columns, removed, added, renames);
    std::set<std::size_t> old_done, new_done;
    for (auto const &[old_place, new_place] : renames) {
        old_done.insert(old_place);
        new_done.insert(new_place);
    }
    match(columns(removed, others, old_names, &old_done), columns(added, others, new_names, &new_done), renames);
    drop_unfounded(removed, added, renames);
    return renames;
}

} // namespace scribe::diff
