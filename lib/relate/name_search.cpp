// SPDX-License-Identifier: MIT
#include "relate/name_search.hpp"

#include "base/words.hpp"

#include <algorithm>

namespace scribe::relate {

namespace {

/// A name that so many tables share points at none of them, but at those of the same schema.
constexpr std::size_t k_most_alike = 12;
constexpr std::size_t k_forms = 5;

/// The tables of persons: of the likeliest word that one is called by.
std::vector<std::size_t> persons_of(Names const &names, std::vector<Target> const &targets) {
    for (bool const prefixed : {false, true})
        for (auto const &word : lexicon().person) {
            std::vector<std::size_t> list;
            for (std::size_t i = 0; i < targets.size(); ++i) {
                auto const &words = names.table(targets[i].table);
                auto const from = prefixed ? names.common_words(targets[i].table) : 0;
                if (targets[i].primary && words.size() - from == 1 && words.back() == word) list.push_back(i);
            }
            if (!list.empty()) return list;
        }
    return {};
}

} // namespace

NameIndex::NameIndex(Facts const &facts, Names const &names, std::vector<Target> const &targets)
    : m_facts(facts), m_names(names), m_targets(targets), m_persons(persons_of(names, targets)) {
    for (std::size_t i = 0; i < targets.size(); ++i) {
        auto const &target = targets[i];
        auto const &key = names.column(target.table, target.column);
        ++m_key_names[key.whole];
        bool const generic = key.stem.size() == 1 && lexicon().generic.contains(key.stem[0]);
        if (!generic) {
            add(key.whole, i, Form::key);
            if (auto const stem = glue(key.stem); stem != key.whole) add(stem, i, Form::key_stem);
        }
        if (!target.primary) continue;
        m_primary.emplace(target.table, i);
        auto const &words = names.table(target.table);
        add(glue(words), i, Form::full);
        auto const common = names.common_words(target.table);
        if (common > 0) add(glue(words, common), i, Form::part);
        for (std::size_t from = common + 1; from < words.size(); ++from) add(glue(words, from), i, Form::tail);
        if (words.size() - common == 1) m_short_names.at(static_cast<unsigned char>(words[common][0])).push_back(i);
    }
}

void NameIndex::add(std::string const &name, std::size_t target, Form form) {
    if (!name.empty()) m_entries[name].push_back({target, form});
}

std::vector<Entry> const *NameIndex::find(std::string const &name) const {
    auto const found = m_entries.find(name);
    return found == m_entries.end() ? nullptr : &found->second;
}

std::size_t NameIndex::keys_called(std::string const &name) const {
    auto const found = m_key_names.find(name);
    return found == m_key_names.end() ? 1 : found->second;
}

bool NameIndex::names_another(ColumnName const &key, std::size_t table, bool end) const {
    for (auto const &name : {glue(key.stem), key.whole}) {
        auto const *const entries = find(name);
        if (entries == nullptr) continue;
        bool own = false, other = false;
        for (auto const &entry : *entries) {
            if (entry.form != Form::full && (!end || (entry.form != Form::part && entry.form != Form::tail))) continue;
            (m_targets[entry.target].table == table ? own : other) = true;
        }
        if (other && !own) return true;
    }
    return false;
}

std::vector<std::size_t> const &NameIndex::short_names(char letter) const {
    return m_short_names.at(static_cast<unsigned char>(letter));
}

std::optional<std::size_t> NameIndex::primary_of(std::size_t table) const {
    auto const found = m_primary.find(table);
    return found == m_primary.end() ? std::nullopt : std::optional{found->second};
}

namespace {

/// The search for one column.
class Pointing {
public:
    Pointing(NameIndex const &index, std::size_t table) : m_index(index), m_names(index.names()), m_table(table) {}

    std::map<std::size_t, NameLink> run(ColumnName const &name) {
        if (name.words.empty()) return {};
        same_key(name);
        stems(name);
        glued(name);
        context(name);
        upwards(name);
        roles(name);
        if (m_found.empty()) abbreviations(name);
        if (m_found.empty() || name.whole == "id") own_table(name);
        return std::move(m_found);
    }

private:
    void add(Entry const &entry, NameLink link) {
        auto const [at, fresh] = m_found.try_emplace(entry.target, link);
        if (!fresh && link < at->second) at->second = link;
    }

    /// Adds what a glued name leads to; `link` by the form of the table's name.
    /// Whether it is the name of a table, but for its prefix.
    template <typename Link> bool look(std::string const &name, Link link) {
        auto const *const entries = m_index.find(name);
        if (entries == nullptr) return false;
        bool table = false;
        std::array<std::size_t, k_forms> alike{};
        for (auto const &entry : *entries) ++alike.at(static_cast<std::size_t>(entry.form));
        for (auto const &entry : *entries) {
            if (alike.at(static_cast<std::size_t>(entry.form)) > k_most_alike && !is_near(entry)) continue;
            auto const which = link(entry.form);
            if (!which) continue;
            add(entry, *which);
            table = table || entry.form == Form::full || entry.form == Form::part;
        }
        return table;
    }

    /// Of many tables that are called alike those of the same schema count; of those that only end alike, those that
    /// begin as this one does.
    bool is_near(Entry const &entry) const {
        auto const other = m_index.target(entry.target).table;
        auto const &tables = m_index.facts().tables;
        if (entry.form == Form::tail && m_names.table(m_table)[0] != m_names.table(other)[0]) return false;
        return tables[m_table].schema == tables[other].schema;
    }

    void same_key(ColumnName const &name) {
        if (name.stem.size() == 1 && lexicon().generic.contains(name.stem[0])) return;
        look(name.whole, [](Form form) -> std::optional<NameLink> {
            if (form == Form::key) return NameLink::same_key;
            return std::nullopt;
        });
    }

    void stems(ColumnName const &name) {
        // The longest end that names a table is meant: "customer_address_id" is no address where there is
        // customer_address.
        for (std::size_t from = 0; from < name.stem.size(); ++from) {
            auto const link = [&](Form form) {
                return from == 0 ? link_of_stem(form, name.id) : link_of_end(form, name.id);
            };
            if (look(glue(name.stem, from), link)) break;
        }
        if (name.id || name.stem.size() < 2) heads(name);
    }

    /// What a form says that is called as the stem of a column; `id`: which says that it refers to something.
    static std::optional<NameLink> link_of_stem(Form form, bool id) {
        switch (form) {
        case Form::full: return id ? NameLink::exact : NameLink::bare;
        case Form::part: return NameLink::part;
        case Form::tail: return id ? std::optional{NameLink::tail} : std::nullopt;
        case Form::key_stem: return id ? std::optional{NameLink::same_key} : std::nullopt;
        case Form::key: break;
        }
        return std::nullopt;
    }

    /// The same for the end of a stem.
    static std::optional<NameLink> link_of_end(Form form, bool id) {
        switch (form) {
        case Form::full: return id ? NameLink::suffix : NameLink::suffix_bare;
        case Form::part: return id ? std::optional{NameLink::tail} : std::nullopt;
        case Form::tail: break;
        case Form::key_stem: return id ? std::optional{NameLink::key_suffix} : std::nullopt;
        case Form::key: return NameLink::key_suffix;
        }
        return std::nullopt;
    }

    void heads(ColumnName const &name) {
        for (std::size_t to = 1; to < name.stem.size(); ++to)
            look(glue(name.stem, 0, to), [](Form form) -> std::optional<NameLink> {
                if (form == Form::full) return NameLink::head;
                return std::nullopt;
            });
    }

    /// Names without any sign between their words: "shiptoaddressid".
    void glued(ColumnName const &name) {
        if (name.words.size() != 1 || name.whole.size() < 4) return;
        for (auto const &end : lexicon().id)
            if (name.whole.size() >= end.size() + 3 && name.whole.ends_with(end))
                glued_stem(base::singular(std::string_view{name.whole}.substr(0, name.whole.size() - end.size())));
        for (std::size_t from = 2; from + 5 <= name.whole.size(); ++from)
            look(name.whole.substr(from), [](Form form) -> std::optional<NameLink> {
                if (form == Form::key) return NameLink::key_suffix;
                return std::nullopt;
            });
    }

    /// The longest end that names a table, without what says that the column refers to something.
    void glued_stem(std::string const &stem) {
        if (look(stem, [](Form form) { return link_of_glued(form); })) return;
        auto const link = [](Form form) { return link_of_glued_end(form); };
        for (std::size_t from = 2; from + 4 <= stem.size(); ++from)
            if (look(stem.substr(from), link)) return;
    }

    static std::optional<NameLink> link_of_glued(Form form) {
        if (form == Form::full || form == Form::part) return NameLink::exact;
        if (form == Form::key_stem) return NameLink::same_key;
        if (form == Form::tail) return NameLink::tail;
        return std::nullopt;
    }

    static std::optional<NameLink> link_of_glued_end(Form form) {
        if (form == Form::full || form == Form::part) return NameLink::suffix;
        if (form == Form::key_stem) return NameLink::key_suffix;
        return std::nullopt;
    }

    /// "type" of artist, for artist_type.
    void context(ColumnName const &name) {
        auto const &words = m_names.table(m_table);
        auto const link = [](Form form) -> std::optional<NameLink> {
            if (form == Form::full || form == Form::part) return NameLink::context;
            return std::nullopt;
        };
        auto const stem = glue(name.stem);
        for (auto size = words.size(); size > 0; --size) {
            bool found = false;
            for (std::size_t from = 0; from + size <= words.size(); ++from)
                found = look(glue(words, from, from + size) + stem, link) || found;
            if (found) break;
        }
        // "release" of cdtoc_raw, for release_raw.
        for (std::size_t from = 1; from < words.size(); ++from)
            if (look(stem + glue(words, from), link)) break;
    }

    void upwards(ColumnName const &name) {
        auto const &up = lexicon().up;
        bool const says = std::ranges::any_of(name.stem, [&](auto const &word) { return up.contains(word); }) ||
                          (name.words.size() > 1 && name.words[0] == "report" && name.words[1] == "to") ||
                          (name.words.size() > 1 && name.words[0] == "part" && name.words[1] == "of");
        if (!says) return;
        if (auto const own = m_index.primary_of(m_table)) add({*own, Form::full}, NameLink::self);
    }

    void roles(ColumnName const &name) {
        if (m_index.persons().empty() || name.stem.empty()) return;
        auto const &roles = lexicon().role;
        bool const by = name.stem.back() == "by" && name.stem.size() > 1;
        bool const edited = name.stem.size() > 1 && name.stem[0] == "last" &&
                            (name.stem[1] == "edited" || (name.stem.size() == 2 && name.stem[1].starts_with("edit")));
        bool const glued = name.words.size() == 1 && name.whole.size() > 4 &&
                           (name.whole.ends_with("by") || name.whole.ends_with("byid"));
        if (!by && !glued && !edited && !(roles.contains(name.stem.back()) && name.stem.back() != "by")) return;
        for (auto const i : m_index.persons()) add({i, Form::full}, NameLink::role);
    }

    void abbreviations(ColumnName const &name) {
        if (!name.id || name.stem.empty() || name.stem.back().size() < 3) return;
        auto const &last = name.stem.back();
        std::vector<Entry> close;
        for (auto const i : m_index.short_names(last[0])) {
            if (!abbreviates(last, m_names.table(m_index.target(i).table).back())) continue;
            close.push_back({i, Form::full});
            if (close.size() > k_most_alike) return;
        }
        for (auto const &entry : close) add(entry, NameLink::abbreviated);
    }

    /// A column without a telling name, in a table whose name has that of another: l_artist_label.entity0.
    void own_table(ColumnName const &name) {
        bool const telling = !name.id && name.words.size() == 1 && lexicon().measure.contains(name.words[0]);
        if (telling) return;
        auto const &words = m_names.table(m_table);
        if (name.whole == "id") extended();
        // Names of tables in this one's, the longest where several begin alike.
        for (auto from = m_names.common_words(m_table); from < words.size();) {
            auto to = words.size();
            for (; to > from; --to) {
                if (to - from == words.size()) continue;
                auto const before = m_found.size();
                look(glue(words, from, to), [](Form form) -> std::optional<NameLink> {
                    return form == Form::full ? std::optional{NameLink::table_name} : std::nullopt;
                });
                if (m_found.size() > before) break;
            }
            from = std::max(to, from + 1);
        }
    }

    /// The longest name of a table that this table's begins with.
    void extended() {
        auto const &words = m_names.table(m_table);
        for (auto to = words.size() - 1; to > 0; --to)
            if (look(glue(words, 0, to), [](Form form) -> std::optional<NameLink> {
                    return form == Form::full ? std::optional{NameLink::extends} : std::nullopt;
                }))
                return;
    }

    NameIndex const &m_index;
    Names const &m_names;
    std::size_t m_table;
    std::map<std::size_t, NameLink> m_found;
};

} // namespace

std::map<std::size_t, NameLink> point_at(NameIndex const &index, std::size_t table, std::size_t column) {
    return Pointing{index, table}.run(index.names().column(table, column));
}

} // namespace scribe::relate
