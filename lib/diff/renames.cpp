// SPDX-License-Identifier: MIT
#include "diff/renames.hpp"

#include "base/words.hpp"
#include "diff/fields.hpp"
#include "diff/renamed.hpp"
#include "model/serialize.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

namespace scribe::diff {

namespace {

using model::Kind;
using model::Record;
using Records = std::vector<Record const *>;
using TableName = std::pair<std::string, std::string>;

bool is_relation(Kind kind) { return kind == Kind::table || kind == Kind::view; }

void append(std::string &key, std::string_view text) {
    key += std::to_string(text.size());
    key += ':';
    key += text;
}

/// The new names of relations, by the old ones, where they stand as words of code.
using Words = std::map<std::string, std::string, std::less<>>;

bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$' ||
           (static_cast<unsigned char>(c) & 0x80) != 0;
}

/// A word of code, without its quotes, or what stands between words: a literal, a character.
struct Token {
    std::string_view text;
    bool is_word;
};

std::vector<Token> tokens_of(std::string_view code) {
    std::vector<Token> tokens;
    for (std::size_t at = 0; at < code.size();) {
        char const c = code[at];
        auto end = at + 1;
        if (c == '"' || c == '\'') {
            end = std::min(code.find(c, at + 1), code.size());
            tokens.push_back(c == '"' ? Token{code.substr(at + 1, end - at - 1), true}
                                      : Token{code.substr(at, end - at + 1), false});
            at = end + 1;
            continue;
        }
        if (is_word(c)) {
            while (end < code.size() && is_word(code[end])) ++end;
        }
        tokens.push_back({code.substr(at, end - at), is_word(c)});
        at = end;
    }
    return tokens;
}

/// The code with all its words in quotes, renamed relations by their new names and the object itself without one: what
/// stays the same when it or what it reads has another name.
std::string nameless_code(std::string_view code, std::string_view own_name, Words const &words) {
    std::string out;
    for (auto const &token : tokens_of(code)) {
        if (!token.is_word) {
            out += token.text;
            continue;
        }
        auto const found = words.find(token.text);
        out += '"';
        if (token.text != own_name) out += found == words.end() ? token.text : std::string_view{found->second};
        out += '"';
    }
    return out;
}

/// True when one code is the other but for words that have a new name.
bool same_but_for(Words const &words, std::string_view before, std::string_view after) {
    return std::ranges::equal(tokens_of(before), tokens_of(after), [&](Token const &one, Token const &other) {
        if (one.is_word != other.is_word) return false;
        if (one.text == other.text) return true;
        auto const found = words.find(one.text);
        return one.is_word && found != words.end() && found->second == other.text;
    });
}

/// What is known of new names while more of them are looked for.
struct Known {
    void add(Record const &before, Record const &after) {
        names.add(before, after);
        if (is_relation(before.kind)) words.insert_or_assign(before.name, after.name);
        all_words.insert_or_assign(before.name, after.name);
    }

    Names names;
    Words words;
    Words all_words; ///< those of columns, too
};

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

std::string content_key(Record const &record, Known const &known = {}) {
    std::string key;
    append(key, model::kind_name(record.kind));
    append(key, record.schema);
    append(key, nameless_body(record, known));
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

/// What is the same when one is the other renamed -> places in the list.
using Candidates = std::map<std::string, std::vector<std::size_t>>;

/// Tables and views but for those that are `done`.
Candidates relations(Records const &records, std::map<TableName, Records> const &columns, Known const &known,
                     std::set<std::size_t> const &done) {
    Candidates found;
    for (std::size_t i = 0; i < records.size(); ++i) {
        if (!is_relation(records[i]->kind) || done.contains(i)) continue;
        auto const own = columns.find({records[i]->schema, records[i]->name});
        if (own == columns.end()) continue; // nothing to know it by
        auto key = content_key(*records[i], known);
        for (auto const *column : own->second) {
            append(key, column->name);
            append(key, content_key(*column));
        }
        found[key].push_back(i);
    }
    return found;
}

/// Columns of tables that are in both states.
Candidates columns(Records const &records, std::set<TableName> const &others) {
    Candidates found;
    std::map<Record const *, std::size_t> places;
    for (std::size_t i = 0; i < records.size(); ++i) places.emplace(records[i], i);
    for (auto const &[table, list] : columns_of(records)) {
        if (others.contains(table)) continue;
        for (std::size_t i = 0; i < list.size(); ++i) {
            auto key = content_key(*list[i]);
            append(key, list[i]->table);
            // Its place among the columns that stayed.
            append(key, std::to_string(list[i]->position - static_cast<int>(i)));
            found[key].push_back(places.at(list[i]));
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

/// What tells tables of the same columns apart when they get other names.
using Marks = std::map<Record const *, std::set<std::string>>;

/// The names of their parts other than columns: servers keep them when a table is renamed.
Marks part_names(Records const &records) {
    std::map<TableName, std::set<std::string>> names;
    for (auto const *record : records) {
        if (!record->table.empty() && record->kind != Kind::column)
            names[{record->schema, record->table}].insert(record->name);
    }
    Marks marks;
    for (auto const *record : records) {
        if (is_relation(record->kind)) marks[record] = names[{record->schema, record->name}];
    }
    return marks;
}

Marks words_of_names(Records const &records) {
    Marks marks;
    for (auto const *record : records) {
        if (!is_relation(record->kind)) continue;
        for (auto const &word : base::split_words(record->name)) marks[record].insert(word.folded);
    }
    return marks;
}

std::size_t shared(std::set<std::string> const &one, std::set<std::string> const &other) {
    return static_cast<std::size_t>(std::ranges::count_if(one, [&](auto const &mark) { return other.contains(mark); }));
}

/// The place in `others` that shares most marks with `mark`; nothing where none or several do.
std::optional<std::size_t> most_like(std::set<std::string> const &mark, std::vector<std::size_t> const &others,
                                     Records const &records, Marks const &marks) {
    std::optional<std::size_t> best;
    std::size_t most = 0;
    for (auto const place : others) {
        auto const number = shared(mark, marks.at(records[place]));
        if (number == 0 || number < most) continue;
        best = number > most ? std::optional{place} : std::nullopt;
        most = number;
    }
    return best;
}

/// Several of the same content: pairs of which each is the other's likest.
void match_alike(Candidates const &removed, Candidates const &added, Records const &old_records,
                 Records const &new_records, Marks (*marks_of)(Records const &), std::vector<Rename> &renames) {
    auto const old_marks = marks_of(old_records), new_marks = marks_of(new_records);
    for (auto const &[key, old_places] : removed) {
        auto const found = added.find(key);
        if (found == added.end()) continue;
        for (auto const old_place : old_places) {
            auto const next = most_like(old_marks.at(old_records[old_place]), found->second, new_records, new_marks);
            if (!next) continue;
            auto const back = most_like(new_marks.at(new_records[*next]), old_places, old_records, old_marks);
            if (back == old_place) renames.push_back({old_place, *next});
        }
    }
}

/// Several columns of one sort side by side: as many went as came, each where another was.
void match_places(Candidates const &removed, Candidates const &added, Records const &old_records,
                  Records const &new_records, std::vector<Rename> &renames) {
    for (auto const &[key, old_places] : removed) {
        auto const found = added.find(key);
        if (found == added.end() || old_places.size() < 2 || old_places.size() != found->second.size()) continue;
        auto const same_place = [&](std::size_t old_place, std::size_t new_place) {
            return old_records[old_place]->position == new_records[new_place]->position;
        };
        if (!std::equal(old_places.begin(), old_places.end(), found->second.begin(), same_place)) continue;
        for (std::size_t i = 0; i < old_places.size(); ++i) renames.push_back({old_places[i], found->second[i]});
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

/// The view as it was, with the definition that it has now, and what that reads in its order, where that says the same
/// by new names.
Record with_new_names(Record const &before, Record const &after, Words const &words) {
    auto view = model::from_record<model::View>(before);
    auto now = model::from_record<model::View>(after);
    if (nameless_code(view.definition, view.name, words) != nameless_code(now.definition, view.name, {})) return before;
    view.definition = std::move(now.definition);
    view.uses = std::move(now.uses);
    return model::to_record(std::move(view));
}

/// The same of a table with SQLite's text of it.
Record with_new_text(Record const &before, Record const &after, Words const &words) {
    auto table = model::from_record<model::Table>(before);
    auto now = model::from_record<model::Table>(after);
    if (table.definition.empty() || !same_but_for(words, table.definition, now.definition)) return before;
    table.definition = std::move(now.definition);
    return model::to_record(std::move(table));
}

/// What a change of `before` to `after` is once the new names are known; false: nothing is left of it.
bool compare_renamed(Change &change, Known const &known) {
    auto moved = change.fields;
    std::erase_if(moved, [](FieldChange const &field) { return field.field != "position"; });
    auto before = known.names.renamed(change.before, change.after);
    if (before.kind == Kind::view) before = with_new_names(before, change.after, known.words);
    if (before.kind == Kind::table) before = with_new_text(before, change.after, known.all_words);
    change.fields = compare_fields(before, change.after);
    change.fields.insert(change.fields.end(), moved.begin(), moved.end());
    return !change.fields.empty();
}

/// Joins the removed and added parts that have the same name and table, once both have their new names.
void join_parts(std::vector<Change> &changes, Names const &names, std::vector<bool> &gone) {
    std::map<std::tuple<Kind, std::string, std::string, std::string>, std::size_t> removed;
    for (std::size_t i = 0; i < changes.size(); ++i) {
        auto const &change = changes[i];
        if (gone[i] || change.action != Action::removed || change.before.table.empty()) continue;
        auto const owner = names.table(change.before.schema, change.before.table);
        auto const name = names.part(change.before);
        if (owner == change.before.table && name == change.before.name) continue;
        removed.emplace(std::tuple{change.before.kind, change.before.schema, owner, name}, i);
    }
    for (std::size_t i = 0; i < changes.size(); ++i) {
        auto &change = changes[i];
        if (gone[i] || change.action != Action::added) continue;
        auto const found =
            removed.find({change.after.kind, change.after.schema, change.after.table, change.after.name});
        if (found == removed.end()) continue;
        change.action = Action::changed;
        change.before = std::move(changes[found->second].before);
        gone[found->second] = true;
    }
}

} // namespace

namespace {

/// First those that name no other, then what reads them or is a part of them, as long as there is more.
std::vector<Rename> find_relations(Records const &removed, Records const &added) {
    auto const old_columns = columns_of(removed);
    auto const new_columns = columns_of(added);
    std::vector<Rename> renames;
    Known known;
    std::set<std::size_t> old_done, new_done;
    while (true) {
        auto const before = renames.size();
        auto const gone = relations(removed, old_columns, known, old_done);
        auto const fresh = relations(added, new_columns, {}, new_done);
        match(gone, fresh, renames);
        for (auto const marks : {part_names, words_of_names}) {
            if (renames.size() == before) match_alike(gone, fresh, removed, added, marks, renames);
        }
        if (renames.size() == before) return renames;
        for (auto i = before; i < renames.size(); ++i) {
            known.add(*removed[renames[i].removed], *added[renames[i].added]);
            old_done.insert(renames[i].removed);
            new_done.insert(renames[i].added);
        }
    }
}

} // namespace

std::vector<Rename> find_renames(Records const &removed, Records const &added) {
    auto renames = find_relations(removed, added);
    std::set<TableName> others;
    add_relations(removed, others);
    add_relations(added, others);
    auto const old_columns = columns(removed, others);
    auto const new_columns = columns(added, others);
    match(old_columns, new_columns, renames);
    match_places(old_columns, new_columns, removed, added, renames);
    drop_unfounded(removed, added, renames);
    return renames;
}

void apply_renames(std::vector<Change> &changes) {
    Records removed, added;
    std::vector<std::size_t> removed_at, added_at;
    for (std::size_t i = 0; i < changes.size(); ++i) {
        auto const action = changes[i].action;
        if (action == Action::removed) removed.push_back(&changes[i].before), removed_at.push_back(i);
        if (action == Action::added) added.push_back(&changes[i].after), added_at.push_back(i);
    }
    auto const renames = find_renames(removed, added);
    if (renames.empty()) return;
    Known known;
    std::vector<bool> gone(changes.size(), false);
    for (auto const &rename : renames) {
        auto &change = changes[added_at[rename.added]];
        change.action = Action::renamed;
        change.before = std::move(changes[removed_at[rename.removed]].before);
        gone[removed_at[rename.removed]] = true;
        known.add(change.before, change.after);
    }
    join_parts(changes, known.names, gone);
    for (std::size_t i = 0; i < changes.size(); ++i) {
        if (changes[i].action == Action::changed && !gone[i]) gone[i] = !compare_renamed(changes[i], known);
    }
    std::size_t i = 0;
    std::erase_if(changes, [&](Change const &) { return gone[i++]; });
}

} // namespace scribe::diff
