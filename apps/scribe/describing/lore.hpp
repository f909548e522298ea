// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/said/context.hpp"
#include "catalog/store.hpp"
#include "describe/evidence.hpp"
#include "export/markdown/survey.hpp"

#include <map>
#include <memory>
#include <string>

namespace scribe::cli {

/// What is stated as a fact must be one: found with much evidence, or said by a person.
inline bool is_sure(model::Relationship const &one) { return one.decision == "accepted" || one.confidence >= 0.9; }

/// What names of a source mean, and what people say of its objects. Memory grows with the number of abbreviations and
/// terms.
class Lore {
public:
    /// The survey outlives it.
    Lore(catalog::Store &store, catalog::SourceRow const &source, model::ModelReader &reader,
         exporter::markdown::Survey const &survey);

    std::shared_ptr<describe::Vocabulary const> words() const { return m_words; }
    /// What people know of an object of that name, without descriptions.
    describe::Known of(std::int64_t object_id, std::string const &name);

private:
    static void learn_tables(model::ModelReader &reader, describe::Vocabulary &words);
    void learn_references(describe::Vocabulary &words) const;
    void learn_terms(describe::Vocabulary &words);
    model::Term const *term_of(std::string const &name) const;

    exporter::markdown::Survey const &m_survey;
    std::shared_ptr<describe::Vocabulary const> m_words;
    std::map<std::string, model::Term const *, std::less<>> m_terms; ///< by their words in the singular
    catalog::ContextReader m_context;
    bool m_anything_said = false;
};

} // namespace scribe::cli
