// SPDX-License-Identifier: MIT
#include "catalog/said/glossary.hpp"
#include "base/text.hpp"
#include "catalog/audit/subject.hpp"

namespace scribe::catalog {

namespace {

/// A term of the glossary.
class GlossarySubject final : public Subject, public Undoable {
public:
    std::string_view name() const override { return "term"; }

    std::string text(Store &, State const &state) const override {
        return state ? base::single_line(model::term_from_json(*state).definition) : "not there";
    }

    std::vector<NamedObject> objects(Store &, Event const &) const override { return {}; }

    Undoable const &undoable() const override { return *this; }

    State present(Store &store, Event const &event) const override { return term_state(store, event.subject_id); }

    void write(Store &store, Event const &event, State const &state, std::string const &change_set) const override {
        restore_term(store, event.subject_id, state, said_by(store, change_set));
    }
};

} // namespace

Subject const &glossary_subject() {
    static GlossarySubject const k_subject;
    return k_subject;
}

} // namespace scribe::catalog
