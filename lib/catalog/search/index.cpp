// SPDX-License-Identifier: MIT
#include "catalog/search/index.hpp"

#include "base/text.hpp"
#include "base/words.hpp"
#include "catalog/objects.hpp"
#include "catalog/search/postings.hpp"
#include "model/objects.hpp"
#include "model/serialize.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>

namespace scribe::catalog {

namespace {

using model::Kind;

/// Changes whenever what is written into the index, or how, does: older ones are made anew. Format 1 was the full-text
/// table `search`, which stays empty now.
constexpr std::int64_t k_format = 2;

/// Of very long definitions only so much is searched.
constexpr std::size_t k_most_definition = 64 << 10;
/// Longer names do not differ in rank.
constexpr std::size_t k_most_length = 255;

/// The tables of the index. An object that changes gets another ordinal.
constexpr char const *k_tables =
    "CREATE TABLE IF NOT EXISTS search_object (ordinal INTEGER PRIMARY KEY, object_id INTEGER NOT NULL) STRICT;"
    "CREATE TABLE IF NOT EXISTS search_posting (field INTEGER NOT NULL, word TEXT NOT NULL, last INTEGER NOT NULL,"
    " ordinals BLOB NOT NULL, PRIMARY KEY (field, word)) STRICT, WITHOUT ROWID";

using Words = std::vector<base::Word>;

/// The words that a person may mistype: no numbers, nothing shorter than a trigram.
void collect_words(Words const &words, std::unordered_set<std::string> &known, std::vector<std::string> &fresh) {
    for (auto const &word : words) {
        if (word.folded.size() < 3 || word.folded[0] <= '9') continue;
        if (known.insert(word.folded).second) fresh.push_back(word.folded);
    }
}

/// The key of an identifier of several words that is typed as one.
std::string joined_key(Words const &words, std::size_t from, std::size_t to) {
    std::string key;
    for (auto i = from; i < to; ++i) {
        for (auto const &plain : base::plain_words(words[i].folded)) key += plain;
        if (i == from) key.push_back(' ');
    }
    return key;
}

class Updater {
public:
    explicit Updater(sqlite::Db &db)
        : m_next(PostingReader{db}.end()), m_postings(db),
          m_insert(db, "INSERT INTO search_object (ordinal, object_id) VALUES (?, ?)"),
          m_add_word(db, "INSERT INTO search_word (word) VALUES (?)") {
        sqlite::Stmt select{db, "SELECT word FROM search_word"};
        while (select.step()) m_known.emplace(select.get_text(0));
    }

    void add(std::int64_t id, std::int64_t source_id, model::Record const &record) {
        auto const at = m_next++;
        m_insert.bind(1, std::int64_t{at});
        m_insert.bind(2, id);
        m_insert.run();
        auto const name = base::split_words(record.name);
        add_words(name, Field::name, at);
        m_postings.add(Field::joined_name, joined_key(name, 0, name.size()), at);
        if (!record.table.empty()) {
            auto const place = base::split_words(record.table);
            add_words(place, Field::text, at);
            if (place.size() > 1) m_postings.add(Field::joined_text, joined_key(place, 0, place.size()), at);
        }
        if (record.comment) {
            auto const comment = base::split_words(*record.comment);
            add_words(comment, Field::comment, at);
            add_identifiers(comment, at);
            collect_words(comment, m_known, m_fresh);
        }
        auto const definition = base::split_words(definition_text(record));
        add_words(definition, Field::text, at);
        add_identifiers(definition, at);
        collect_words(name, m_known, m_fresh);
        add_facts(source_id, record, at);
    }

    void save() {
        m_postings.save();
        for (auto const &word : m_fresh) {
            m_add_word.bind_view(1, word);
            m_add_word.run();
        }
    }

private:
    void add_words(Words const &words, Field field, Ordinal at) {
        for (auto const &word : words) {
            for (auto const &plain : base::plain_words(word.folded)) m_postings.add(field, plain, at);
        }
    }

    /// The identifiers of a text that are several words and nothing between them, as customerAddress.
    void add_identifiers(Words const &words, Ordinal at) {
        for (std::size_t from = 0; from < words.size();) {
            auto to = from + 1;
            while (to < words.size() && words[to - 1].offset + words[to - 1].length == words[to].offset) ++to;
            if (to - from > 1) m_postings.add(Field::joined_text, joined_key(words, from, to), at);
            from = to;
        }
    }

    void add_facts(std::int64_t source_id, model::Record const &record, Ordinal at) {
        auto const fact = [&](std::string_view word) { m_postings.add(Field::fact, word, at); };
        fact(kind_fact(record.kind));
        fact(source_fact(source_id));
        fact(schema_fact(record.schema));
        for (auto const &subkind : model::all_subkinds()) {
            if (subkind.kind == record.kind && record.body.find(subkind.body_part) != std::string::npos)
                fact(subkind_fact(subkind));
        }
        if (!record.extension.empty()) fact(k_extension_fact);
        fact(fmt::format("{}{}", k_length_fact, indexed_length(whole_word(record.name))));
    }

    Ordinal m_next;
    PostingWriter m_postings;
    sqlite::Stmt m_insert, m_add_word;
    std::unordered_set<std::string> m_known;
    std::vector<std::string> m_fresh;
};

struct State {
    std::int64_t scan_id = 0, format = 0;
};

State read_state(sqlite::Db &db) {
    sqlite::Stmt select{db, "SELECT scan_id, format FROM search_state"};
    if (!select.step()) return {};
    return {select.get_int(0), select.get_int(1)};
}

/// What objects changed after a scan; a scan that changed nothing makes no work.
bool changed_since(sqlite::Db &db, std::int64_t scan_id) {
    sqlite::Stmt select{db, "SELECT EXISTS (SELECT 1 FROM scan WHERE id > ? AND added + changed + removed > 0)"};
    select.bind(1, scan_id);
    return select.step() && select.get_int(0) != 0;
}

bool mostly_dead(sqlite::Db &db) {
    auto const living = db.query_int("SELECT count(*) FROM search_object");
    return static_cast<std::int64_t>(PostingReader{db}.end()) > 2 * living + 1000;
}

/// Adds them in the order in which the search lists what is equally good (catalog/search/search.cpp).
void add_changed(sqlite::Db &db, std::int64_t since) {
    Updater updater{db};
    // Sorted by their places alone: bodies would take much memory.
    sqlite::Stmt sorted{db, "SELECT o.rowid FROM source src CROSS JOIN object o NOT INDEXED ON o.source_id = src.id "
                            "WHERE o.changed_scan > ? AND o.removed_scan IS NULL "
                            "ORDER BY src.name, o.schema_name, o.table_name, o.kind, o.position, o.name"};
    sqlite::Stmt select{db,
                        "SELECT " + std::string{k_bare_columns} + ", o.id, o.source_id FROM object o WHERE rowid = ?"};
    model::Record record;
    sorted.bind(1, since);
    while (sorted.step()) {
        select.bind(1, sorted.get_int(0));
        if (select.step()) {
            read_record(select, record, 0);
            updater.add(select.get_int(9), select.get_int(10), record);
        }
        select.reset();
    }
    updater.save();
}

template <typename T> std::string join_parts(std::initializer_list<T> parts) {
    std::string out;
    for (auto const &part : parts) {
        if (part.empty()) continue;
        if (!out.empty()) out.push_back(' ');
        out += part;
    }
    return out;
}

std::string text_of(model::Column const &c) {
    return join_parts<std::string>({c.type, c.default_value.value_or(""), c.expression});
}
std::string text_of(model::Constraint const &c) {
    return join_parts<std::string>(
        {base::join(c.columns, " "), c.references.name, base::join(c.referenced_columns, " "), c.expression});
}
std::string text_of(model::Index const &index) {
    std::string out;
    for (auto const &key : index.keys) out += (key.column.empty() ? key.expression : key.column) + " ";
    return out + join_parts<std::string>({base::join(index.include, " "), index.predicate});
}
std::string text_of(model::Type const &t) {
    std::string out = base::join(t.labels, " ") + " " + t.base_type;
    for (auto const &check : t.checks) out += " " + check.definition;
    for (auto const &attribute : t.attributes) out += " " + attribute.name + " " + attribute.type;
    return out;
}
std::string text_of(model::Routine const &r) { return join_parts<std::string>({r.arguments, r.result, r.body}); }
std::string text_of(model::Table const &t) { return join_parts<std::string>({t.partition_key, t.partition_bound}); }
std::string text_of(model::Trigger const &t) { return join_parts<std::string>({t.definition, t.function.name}); }
std::string text_of(model::Policy const &p) {
    return join_parts<std::string>({p.using_expression, p.check_expression});
}

template <typename T> std::string text_of_record(model::Record const &record) {
    auto const object = model::from_record<T>(record);
    if constexpr (requires { text_of(object); }) return text_of(object);
    else return object.definition;
}

} // namespace

std::string whole_word(std::string_view name) {
    std::string whole;
    for (auto const &word : base::split_words(name)) whole += word.folded;
    return whole;
}

std::size_t indexed_length(std::string_view whole_word) { return std::min(whole_word.size(), k_most_length); }

std::string kind_fact(Kind kind) { return fmt::format("kind {}", model::kind_name(kind)); }
std::string subkind_fact(model::Subkind const &subkind) { return fmt::format("subkind {}", subkind.name); }
std::string source_fact(std::int64_t source_id) { return fmt::format("source {}", source_id); }
std::string schema_fact(std::string_view schema) { return fmt::format("schema {}", schema); }

std::string definition_text(model::Record const &record) {
    std::string text;
    switch (record.kind) {
    case Kind::table: text = text_of_record<model::Table>(record); break;
    case Kind::view: text = text_of_record<model::View>(record); break;
    case Kind::column: text = text_of_record<model::Column>(record); break;
    case Kind::constraint: text = text_of_record<model::Constraint>(record); break;
    case Kind::index: text = text_of_record<model::Index>(record); break;
    case Kind::type: text = text_of_record<model::Type>(record); break;
    case Kind::routine: text = text_of_record<model::Routine>(record); break;
    case Kind::trigger: text = text_of_record<model::Trigger>(record); break;
    case Kind::rule: text = text_of_record<model::Rule>(record); break;
    case Kind::policy: text = text_of_record<model::Policy>(record); break;
    default: break;
    }
    if (text.size() > k_most_definition) text.resize(k_most_definition);
    return text;
}

bool search_index_is_stale(sqlite::Db &db) {
    auto const state = read_state(db);
    return state.format != k_format || changed_since(db, state.scan_id);
}

void update_search_index(sqlite::Db &db) {
    sqlite::Txn txn{db};
    auto state = read_state(db); // another scribe may have been faster
    bool const known = state.format == k_format;
    if (known && state.scan_id > 0 && changed_since(db, state.scan_id)) {
        bury(db, fmt::format("SELECT id FROM object WHERE changed_scan > {0} OR removed_scan > {0}", state.scan_id));
    }
    // The dead are still in the way; when they are as many as the living, all is made anew.
    if (!known || mostly_dead(db)) {
        drop_search_index(db);
        db.exec(k_tables);
        state = {};
    }
    if (changed_since(db, state.scan_id)) add_changed(db, state.scan_id);
    sqlite::Stmt save{db, "UPDATE search_state SET scan_id = (SELECT coalesce(max(id), 0) FROM scan), format = ?"};
    save.bind(1, k_format);
    save.run();
    txn.commit();
}

void remove_from_search_index(sqlite::Db &db, std::string_view select) {
    if (read_state(db).format == k_format) bury(db, select);
}

void drop_search_index(sqlite::Db &db) {
    // Dropping is much faster than deleting row by row.
    for (auto const *table : {"search", "search_word", "search_object", "search_posting"}) {
        sqlite::Stmt select{db, "SELECT sql FROM sqlite_schema WHERE name = ?"};
        select.bind(1, table);
        if (!select.step()) continue;
        std::string const create{select.get_text(0)};
        select.reset();
        db.exec(fmt::format("DROP TABLE {}; {}", table, create));
    }
    db.exec("UPDATE search_state SET scan_id = 0, format = 0");
}

} // namespace scribe::catalog
