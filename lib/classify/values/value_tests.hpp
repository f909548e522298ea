// SPDX-License-Identifier: MIT
#pragma once

#include "classify/name_rules.hpp"
#include "classify/rule_book.hpp"
#include "classify/values/people.hpp"
#include "classify/values/shapes.hpp"
#include "classify/values/text_shapes.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace re2 {
class RE2;
}

namespace scribe::classify {

/// One test that a value answered.
struct TestHit {
    std::uint16_t test;
    bool valid; ///< its checksum is right as well
};

/// What is known of one value.
struct ValueFacts {
    std::vector<TestHit> hits;
    bool number = false;
    std::int64_t whole = 0; ///< of a number
    int year = -1;          ///< of a date
    bool holds = false;     ///< an e-mail address, a telephone number, one with a checksum or a secret stands within it
    void clear() { *this = {std::move((hits.clear(), hits)), false, 0, -1, false}; }
};

/// Why a text is no pattern of values, or nothing.
std::optional<std::string> pattern_fault(std::string const &pattern);

/// All tests of values: the patterns of all rules in one RE2::Set, their lists, their checksums after a hit, and the
/// shapes and name lists that code knows. A rule's formats are the test "EMAIL", its loose ones "EMAIL?", its list
/// "EMAIL=", its codes "EMAIL#".
class ValueTests {
public:
    /// `names` must outlive the tests.
    ValueTests(RuleBook const &book, NameRules const &names);
    ~ValueTests();

    /// `value` is not blank. Any number of threads.
    void run(std::string_view value, ValueFacts &facts) const;

    /// Only what may be rare in a column and tells of people all the same: what stands within the value, and whether it
    /// is a credential, an account or a card ("glanced CREDENTIAL" ...). Puts the hits into `hits`, "glanced" among
    /// them.
    std::vector<TestHit> const &glance(std::string_view value, std::vector<TestHit> &hits) const;

    std::vector<std::string> const &names() const { return m_names; }

private:
    struct Patterns;
    std::uint16_t test(std::string const &name);
    static void run_patterns(Patterns const &patterns, std::string_view value, std::vector<TestHit> &hits);
    void run_numbers(std::string_view value, ValueFacts &facts) const;
    bool is_named_phone(std::string_view value) const;
    void run_words(std::string_view value, std::string_view folded, ValueFacts &facts) const;
    /// True when it holds something.
    bool run_within(std::string_view value, std::vector<TestHit> &hits) const;

    void find_secret_words(RuleBook const &book);
    bool names_secret(std::string_view value) const;

    NameRules const &m_names_of_columns;
    int m_credential = -1;
    std::unique_ptr<re2::RE2> m_secret_words;
    std::vector<std::string> m_names;
    std::unique_ptr<Patterns> m_patterns;
    std::unique_ptr<Patterns> m_secrets;                                 ///< those of what is hidden wherever it stands
    std::unordered_map<std::string, std::vector<std::uint16_t>> m_lists; ///< by folded value
    std::unordered_map<std::string, std::vector<std::uint16_t>> m_held;  ///< by folded word
    WordSet m_listed;                                                    ///< the values of m_lists
    WordSet m_company;
    Mailboxes m_mailboxes;
    WordSet m_holding; ///< the words of m_held
    Streets m_streets;
    People m_people;
    std::unordered_map<std::string, std::uint16_t> m_tests;
    std::vector<std::uint16_t> m_shapes; ///< by Shape
};

} // namespace scribe::classify
