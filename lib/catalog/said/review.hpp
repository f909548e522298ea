// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/said/descriptions.hpp"

#include <string>

// What people make of texts.
namespace scribe::catalog {

/// One person's decisions on versions, as one change set, in the transaction that the caller has open.
class Review {
public:
    Review(Store &store, std::string author, std::string command);

    /// The version counts from now on, and stands on what is known now; in the place of a person's text it does so as
    /// another one of who approved it. False when it did already.
    bool approve(TextRow const &row);
    /// True when approving the version would take the place of an approved text of a person.
    bool replaces_people(TextRow const &row);
    /// The version counts no more. False when it did not.
    bool reject(TextRow const &row);
    /// Adds a version of a person in place of the row's, which stays as it is. False when that is the text already.
    /// Throws base::Error(usage) for a text that is empty or longer than k_most_text.
    bool edit(TextRow const &row, std::string_view text);
    /// Adds an approved version that says what this one said, and counts also in the place of a person's.
    void restore(TextRow const &row, TextVersion const &version);

    /// The change set; empty when nothing changed.
    std::string id() const { return m_changes.events() > 0 ? m_changes.id() : std::string{}; }
    int changes() const { return m_changes.events(); }

    static constexpr std::size_t k_most_text = std::size_t{64} * 1024; ///< bytes

private:
    bool set_status(TextRow const &row, std::string_view status);
    /// What a person wrote counts before all else: what is to take its place becomes a text of who chose it.
    static model::Description chosen(model::Description description, std::string reason);
    bool put(TextRow const &row, std::int64_t version, model::Description const &next);

    Store &m_store;
    std::string m_author;
    ChangeSet m_changes;
};

} // namespace scribe::catalog
