// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/search/said_texts.hpp"
#include "catalog/search/search.hpp"
#include "catalog/search/terms.hpp"

#include <string>
#include <vector>

namespace scribe::catalog {

/// Reads what stands behind ordinals: shared by the files of this module, not part of its surface.
class HitReader {
public:
    explicit HitReader(Store &store);

    /// The hit without matches and snippet.
    SearchHit read(Ordinal at);
    /// Marks the matches in the name and cuts a snippet out of the text that tells most of why it was found. `glued`:
    /// the words of the query as one.
    void explain(SearchHit &hit, std::vector<Term> const &terms, Term const &glued);

private:
    std::vector<SaidText> texts_of(SearchHit const &hit);

    Store &m_store;
    sqlite::Stmt m_select;
    SaidTextReader m_said;
};

} // namespace scribe::catalog
