// SPDX-License-Identifier: MIT
#pragma once

#include "relate/facts.hpp"
#include "relate/names.hpp"

#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace scribe::relate {

/// How the name of a column points at a table, the clearest first.
enum class NameLink {
    exact,       ///< customer_id -> customer
    same_key,    ///< customer_no -> customer.customer_no
    context,     ///< artist.type -> artist_type
    suffix,      ///< billing_address_id -> address
    part,        ///< customer_id -> crm_customer: the table's prefix left out
    self,        ///< parent_id -> the same table
    bare,        ///< customer -> customer
    suffix_bare, ///< billing_address -> address
    role,        ///< author_id -> user
    key_suffix,  ///< old_customer_no -> customer.customer_no
    tail,        ///< member_id -> team_member
    head,        ///< order_line_id -> order
    abbreviated, ///< dept_id -> department
    extends,     ///< user_profile.id -> user: the key of a table that is called as the parent and more
    table_name,  ///< order_note.ref -> order: only the child's table says so
    learned,     ///< the same name points there elsewhere in this database
    none,        ///< only data or queries say so
};
inline constexpr std::size_t k_name_links = 17;

/// What the values say.
struct DataEvidence : Probe {
    bool probed = false;    ///< in the parent itself; else by sketches, which know nothing of rows
    std::size_t others = 0; ///< other parents that hold all of the values too
    bool smaller = false;   ///< one of them is pointed at by the same name and has fewer rows
};

/// A column that may refer to a key of one column.
struct Candidate {
    std::size_t table = 0, column = 0;
    std::size_t parent = 0, parent_column = 0;
    NameLink link = NameLink::none;
    bool names_parent = false; ///< besides being called as its key
    std::size_t same_link = 0; ///< other parents that the name points at as clearly; of the schema at home only
    std::size_t same_key = 0;  ///< other tables whose key is called as the parent's
    bool others_key = false;   ///< the parent's key is called as another table: it refers to that one itself
    bool others_tail = false;  ///< it is called as the end of the name of another table
    bool begins_key = false;   ///< the parent's key begins with the name of its table
    bool shortest = false;     ///< of parents that the name points at alike, all others are called as this one and more
    bool named_after =
        false;            ///< of parents whose keys are called alike the child's table is called as this one and more
    bool at_home = false; ///< in the child's schema, when the name points at one of another schema alike
    /// Its table is called as another one and more, has this column of that one, and no column that names it: the
    /// column is likely a part of a longer reference to that one, when no key tells.
    bool inherited = false;
    int place = 0; ///< 1: the parent is where the number in the column says in the table's name; -1: it is not
    double parent_refers = 0; ///< how sure it is that the parent's key itself refers to another table
    int votes = 0;            ///< columns of this name that surely point there, less those that surely do not
    int joins = 0;            ///< statements that join so
    std::string joined_in;    ///< one of them
    DataEvidence data;
    /// The table whose rows are more of the kind than the parent's: an employee is a person.
    std::optional<std::size_t> kind_of;
    double score = 0; ///< 0 to 1
};

/// The key of a table by which others refer to it, and whether it is declared.
struct Target {
    std::size_t table = 0, column = 0;
    bool primary = false, declared = true;
};

/// Names of a database, taken apart once.
class Names {
public:
    explicit Names(Facts const &facts);
    ColumnName const &column(std::size_t table, std::size_t column) const { return m_columns[table][column]; }
    /// Of a table: singular, words of layers left out.
    std::vector<std::string> const &table(std::size_t table) const { return m_tables[table]; }
    /// The first words that several tables of the schema begin with: how many of `table`'s words they are.
    std::size_t common_words(std::size_t table) const { return m_common[table]; }

private:
    std::vector<std::vector<ColumnName>> m_columns;
    std::vector<std::vector<std::string>> m_tables;
    std::vector<std::size_t> m_common;
};

/// The keys of one column of all tables: declared ones, and where a table has none the column that the profile or the
/// names make most of one.
std::vector<Target> targets_of(Facts const &facts, Names const &names);

/// Whether values of this class are used as keys. Binary ones are: hashes, UUIDs without a type of their own.
bool may_be_key(model::ValueClass kind);

/// Whether values of the two columns can be compared.
bool comparable(Column const &child, Column const &parent);
/// Whether a column may refer to something at all, by its type and values.
bool may_refer(Table const &table, std::size_t place);

/// Pairs worth a look: by names, by what statements join, by values. Never all pairs; sorted by child, then parent.
std::vector<Candidate> find_candidates(Facts const &facts, Names const &names, std::vector<Target> const &targets);

/// Looks the values of the child's sketch up in the parent's.
DataEvidence compare_sketches(Column const &child, Column const &parent);

} // namespace scribe::relate
