// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace scribe::classify {

struct RuleBook;
class NameRules;
class ValueTests;

/// An entity that a user adds in scribe.yml.
struct OwnEntity {
    std::string name;                     ///< capitals, digits and '_'
    std::string sensitivity = "personal"; ///< personal | special category | financial | credential
    std::vector<std::string> names;       ///< of columns, words parted by blanks or '_': "staff no"
    std::string regex;                    ///< RE2, of whole values; may be empty
    std::string checksum;                 ///< one of checksum_names(), or empty
    std::vector<std::string> vetoes;      ///< words of a column name that make it something else
};

/// What is wrong with an own entity.
struct EntityFault {
    std::string member; ///< name | sensitivity | names | regex | checksum
    std::string why;    ///< "its name may have capitals, digits and _ only"
    std::string hint;
};
/// Nothing when the entity may be used.
std::optional<EntityFault> fault_of(OwnEntity const &own);

/// All rules, ready for use: those of rules.txt and a user's own. Any number of threads may use one object.
class Rules {
public:
    /// Throws base::Error(config) for an own entity whose regex, checksum, name or sensitivity is not valid.
    explicit Rules(std::vector<OwnEntity> const &own = {});
    ~Rules();
    Rules(Rules &&) noexcept;

    /// For the other parts of lib/classify.
    RuleBook const &book() const { return *m_book; }
    NameRules const &names() const { return *m_names; }
    ValueTests const &tests() const { return *m_tests; }

private:
    std::unique_ptr<RuleBook> m_book;
    std::unique_ptr<NameRules> m_names;
    std::unique_ptr<ValueTests> m_tests;
};

/// What `checksum` may be, sorted.
std::vector<std::string> checksum_names();

} // namespace scribe::classify
