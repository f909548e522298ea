// SPDX-License-Identifier: MIT
#include "catalog/search/index.hpp"

#include "base/text.hpp"
#include "base/words.hpp"
#include "catalog/objects.hpp"
#include "model/objects.hpp"
#include "model/serialize.hpp"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <limits>
#include <unordered_set>

namespace scribe::catalog {

namespace {

using model::Kind;

/// Changes whenever what is written into the index does: older ones are made anew.
constexpr std::int64_t k_format = 1;

/// Of very long definitions only so much is searched.
constexpr std::size_t k_most_definition = 64 << 10;

/// Whole objects first, then the parts of tables; never reordered without another k_format.
constexpr std::array k_order = {
    Kind::table,      Kind::view,      Kind::type,        Kind::routine,       Kind::schema, Kind::sequence,
    Kind::statistics, Kind::extension, Kind::publication, Kind::event_trigger, Kind::server, Kind::column,
    Kind::constraint, Kind::index,     Kind::trigger,     Kind::rule,          Kind::policy,
};
static_assert(k_order.size() == model::k_all_kinds.size());

constexpr int k_id_bits = 56;
constexpr std::int64_t k_id_mask = (std::int64_t{1} << k_id_bits) - 1;

std::int64_t rank_of(Kind kind) { return std::ranges::find(k_order, kind) - k_order.begin() + 1; }

std::string letters_and_digits(std::string_view text) {
    std::string out;
    for (auto const c : text) {
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) out.push_back(c);
    }
    return out;
}

/// "customer address customeraddress": found by each word, and by the name as it is typed.
std::string name_words(std::string_view name) {
    std::string out;
    auto const words = base::split_words(name);
    for (auto const &word : words) out += word.folded + " ";
    return words.size() > 1 ? out + whole_word(name) : out;
}

/// The words that a person may mistype: no numbers, nothing shorter than a trigram.
void collect_words(std::string_view text, std::unordered_set<std::string> &known, std::vector<std::string> &fresh) {
    for (auto &word : base::split_words(text)) {
        if (word.folded.size() < 3 || word.folded[0] <= '9') continue;
        if (known.insert(word.folded).second) fresh.push_back(std::move(word.folded));
    }
}

class Updater {
public:
    explicit Updater(sqlite::Db &db)
        : m_insert(db, "INSERT INTO search (rowid, name, exact, place, comment, definition, labels, object_id) "
                       "VALUES (?, ?, ?, ?, ?, ?, ?, ?)"),
          m_add_word(db, "INSERT INTO search_word (word) VALUES (?)") {
        sqlite::Stmt select{db, "SELECT word FROM search_word"};
        while (select.step()) m_words.emplace(select.get_text(0));
    }

    void add(std::int64_t id, std::int64_t source_id, model::Record const &record) {
        auto const name = name_words(record.name);
        auto const place = name_words(record.table);
        auto const definition = definition_text(record);
        auto const words = labels(source_id, record);
        auto const whole = whole_word(record.name);
        m_insert.bind(1, search_rowid(record.kind, id));
        m_insert.bind_view(2, name);
        m_insert.bind_view(3, whole);
        m_insert.bind_view(4, place);
        m_insert.bind(5, record.comment);
        m_insert.bind_view(6, definition);
        m_insert.bind_view(7, words);
        m_insert.bind(8, id);
        m_insert.run();
        collect_words(record.name, m_words, m_fresh);
        if (record.comment) collect_words(*record.comment, m_words, m_fresh);
    }

    void save_words() {
        for (auto const &word : m_fresh) {
            m_add_word.bind_view(1, word);
            m_add_word.run();
        }
    }

private:
    std::string const &labels(std::int64_t source_id, model::Record const &record) {
        m_labels = source_label_word(source_id) + " " + schema_label_word(record.schema);
        for (auto const &subkind : model::all_subkinds()) {
            if (subkind.kind == record.kind && record.body.find(subkind.body_part) != std::string::npos)
                m_labels += " " + subkind_label_word(subkind);
        }
        if (!record.extension.empty()) m_labels.append(" ").append(k_extension_label);
        return m_labels;
    }

    sqlite::Stmt m_insert, m_add_word;
    std::unordered_set<std::string> m_words;
    std::vector<std::string> m_fresh;
    std::string m_labels;
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

void add_changed(sqlite::Db &db, std::int64_t since) {
    Updater updater{db};
    sqlite::Stmt select{db, "SELECT " + std::string{k_bare_columns} +
                                ", o.id, o.source_id FROM object o INDEXED BY object_by_id "
                                "WHERE o.kind = ?1 AND o.changed_scan > ?2 AND o.removed_scan IS NULL ORDER BY o.id"};
    model::Record record;
    // In the order of the rowids: FTS5 writes what it has gathered whenever a smaller one comes.
    for (auto const kind : k_order) {
        select.bind(1, model::kind_name(kind));
        select.bind(2, since);
        while (select.step()) {
            read_record(select, record, 0);
            updater.add(select.get_int(9), select.get_int(10), record);
        }
        select.reset();
    }
    updater.save_words();
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

std::int64_t search_rowid(Kind kind, std::int64_t object_id) {
    return rank_of(kind) << k_id_bits | (object_id & k_id_mask);
}

RowidRange rowids_of(Kind kind) {
    auto const first = rank_of(kind) << k_id_bits;
    return {first, first | k_id_mask};
}

RowidRange rowids_of_wholes() { return {0, rowids_of(Kind::column).first - 1}; }
RowidRange rowids_of_parts() { return {rowids_of(Kind::column).first, std::numeric_limits<std::int64_t>::max()}; }

std::string whole_word(std::string_view name) {
    std::string whole;
    for (auto const &word : base::split_words(name)) whole += word.folded;
    return whole;
}

std::string subkind_label_word(model::Subkind const &subkind) { return "zzsub" + letters_and_digits(subkind.name); }

std::string source_label_word(std::int64_t source_id) { return fmt::format("zzsource{}", source_id); }

std::string schema_label_word(std::string_view schema) {
    return fmt::format("zzschema{:x}", XXH3_64bits(schema.data(), schema.size()));
}

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
    if (state.format != k_format) {
        drop_search_index(db);
        state = {};
    }
    if (changed_since(db, state.scan_id)) {
        if (state.scan_id > 0) {
            remove_from_search_index(
                db, fmt::format("SELECT kind, id FROM object WHERE changed_scan > {0} OR removed_scan > {0}",
                                state.scan_id));
        }
        add_changed(db, state.scan_id);
    }
    sqlite::Stmt save{db, "UPDATE search_state SET scan_id = (SELECT coalesce(max(id), 0) FROM scan), format = ?"};
    save.bind(1, k_format);
    save.run();
    txn.commit();
}

void remove_from_search_index(sqlite::Db &db, std::string_view select) {
    sqlite::Stmt objects{db, select};
    sqlite::Stmt remove{db, "DELETE FROM search WHERE rowid = ?"};
    while (objects.step()) {
        remove.bind(1, search_rowid(*model::kind_from_name(objects.get_text(0)), objects.get_int(1)));
        remove.run();
    }
}

void drop_search_index(sqlite::Db &db) {
    // Dropping is much faster than deleting row by row.
    for (auto const *table : {"search", "search_word"}) {
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
