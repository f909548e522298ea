// SPDX-License-Identifier: MIT
#include "catalog/search/postings.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace scribe::catalog {

namespace {

/// What is gathered before it is written: some 64 MB.
constexpr std::size_t k_most_gathered = 4 << 20;

// A list of ordinals is a sequence of numbers, each the distance from the one before, in base 128, the lowest first;
// all but the last byte of a number have the high bit.

void append_number(std::string &out, Ordinal number) {
    for (; number >= 0x80; number >>= 7) out.push_back(static_cast<char>(number | 0x80));
    out.push_back(static_cast<char>(number));
}

template <typename Visit> void decode(std::string_view list, Ordinal most, Visit const &visit) {
    Ordinal at = 0, distance = 0;
    unsigned shift = 0;
    for (auto const c : list) {
        auto const byte = static_cast<unsigned char>(c);
        distance |= (byte & 0x7fU) << shift;
        shift += 7;
        if ((byte & 0x80U) != 0 && shift < 32) continue;
        at += distance;
        if (at >= most) return; // a damaged list finds nothing more
        visit(at);
        distance = 0;
        shift = 0;
    }
}

int number_of(Field field) { return static_cast<int>(field); }

} // namespace

// ---- PostingWriter

PostingWriter::PostingWriter(sqlite::Db &db)
    : m_find(db, "SELECT last, ordinals FROM search_posting WHERE field = ? AND word = ?"),
      m_insert(db, "INSERT INTO search_posting (field, word, last, ordinals) VALUES (?, ?, ?, ?)"),
      m_update(db, "UPDATE search_posting SET last = ?3, ordinals = ?4 WHERE field = ?1 AND word = ?2"),
      m_was_empty(db.query_int("SELECT EXISTS (SELECT 1 FROM search_posting)") == 0) {}

void PostingWriter::add(Field field, std::string_view word, Ordinal ordinal) {
    auto &words = m_words.at(static_cast<std::size_t>(field));
    auto const found = words.find(word);
    if (found == words.end()) {
        words.emplace(word, Pending{ordinal, ordinal, {}});
        m_gathered += 8;
    } else if (auto &pending = found->second; pending.last != ordinal) {
        append_number(pending.rest, ordinal - pending.last);
        pending.last = ordinal;
        ++m_gathered;
    }
    if (m_gathered > k_most_gathered) save();
}

void PostingWriter::save() {
    std::vector<Words::const_iterator> sorted;
    for (std::size_t field = 0; field < k_field_count; ++field) {
        auto &words = m_words[field];
        sorted.clear();
        for (auto it = words.cbegin(); it != words.cend(); ++it) sorted.push_back(it);
        // In the order of the table each row goes behind the one before.
        std::ranges::sort(sorted, {}, [](auto it) -> std::string const & { return it->first; });
        for (auto const &it : sorted) save(static_cast<Field>(field), it->first, it->second);
        words.clear();
    }
    m_gathered = 0;
    m_was_empty = false;
}

void PostingWriter::save(Field field, std::string_view word, Pending const &pending) {
    std::string list;
    Ordinal before = 0;
    auto *write = &m_insert;
    if (!m_was_empty) {
        m_find.bind(1, number_of(field));
        m_find.bind_view(2, word);
        if (m_find.step()) {
            before = static_cast<Ordinal>(m_find.get_int(0));
            list = m_find.get_blob(1);
            write = &m_update;
        }
        m_find.reset();
    }
    append_number(list, pending.first - before);
    list += pending.rest;
    write->bind(1, number_of(field));
    write->bind_view(2, word);
    write->bind(3, std::int64_t{pending.last});
    write->bind_blob(4, list);
    write->run();
}

// ---- PostingReader

PostingReader::PostingReader(sqlite::Db &db)
    : m_find(db, "SELECT ordinals FROM search_posting WHERE field = ? AND word = ?"),
      m_range(db, "SELECT word, ordinals FROM search_posting WHERE field = ? AND word >= ? AND word < ?"),
      m_size(static_cast<std::size_t>(
          db.query_int(fmt::format("SELECT 1 + max(coalesce((SELECT max(ordinal) FROM search_object), -1), "
                                   "coalesce((SELECT last FROM search_posting WHERE field = {} AND word = '{}'), -1))",
                                   number_of(Field::fact), k_dead)))) {}

void PostingReader::add_word(OrdinalSet &to, Field field, std::string_view word) {
    m_find.bind(1, number_of(field));
    m_find.bind_view(2, word);
    if (m_find.step()) decode(m_find.get_blob(0), end(), [&to](Ordinal at) { to.add(at); });
    m_find.reset();
}

void PostingReader::for_each(Field field, std::string_view beginning,
                             std::function<void(std::string_view word, std::vector<Ordinal> const &)> const &visit) {
    auto const behind = std::string{beginning} + "\xff"; // no character begins so
    m_range.bind(1, number_of(field));
    m_range.bind_view(2, beginning);
    m_range.bind_view(3, behind);
    std::vector<Ordinal> objects;
    while (m_range.step()) {
        objects.clear();
        decode(m_range.get_blob(1), end(), [&objects](Ordinal at) { objects.push_back(at); });
        visit(m_range.get_text(0), objects);
    }
    m_range.reset();
}

void PostingReader::add_beginning(OrdinalSet &to, Field field, std::string_view beginning) {
    for_each(field, beginning, [&to](std::string_view, std::vector<Ordinal> const &objects) {
        for (auto const at : objects) to.add(at);
    });
}

OrdinalSet PostingReader::all() const {
    auto set = none();
    for (Ordinal at = 0; at < end(); ++at) set.add(at);
    return set;
}

OrdinalSet PostingReader::word(Field field, std::string_view word) {
    auto set = none();
    add_word(set, field, word);
    return set;
}

void bury(sqlite::Db &db, std::string_view where) {
    PostingReader reader{db};
    auto dead = reader.word(Field::fact, k_dead);
    sqlite::Stmt remove{db, fmt::format("DELETE FROM search_object WHERE {} RETURNING ordinal", where)};
    while (remove.step()) dead.add(static_cast<Ordinal>(remove.get_int(0)));
    sqlite::Stmt forget{db, "DELETE FROM search_posting WHERE field = ? AND word = ?"};
    forget.bind(1, number_of(Field::fact));
    forget.bind_view(2, k_dead);
    forget.run();
    PostingWriter writer{db};
    dead.for_each([&writer](Ordinal at) { writer.add(Field::fact, k_dead, at); });
    writer.save();
}

} // namespace scribe::catalog
