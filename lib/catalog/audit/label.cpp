// SPDX-License-Identifier: MIT
#include "base/text.hpp"
#include "catalog/audit/subject.hpp"
#include "catalog/profiles/labels.hpp"

#include <fmt/format.h>

namespace scribe::catalog {

namespace {

/// What a person decided about a column.
class LabelSubject final : public Subject, public Undoable {
public:
    std::string_view name() const override { return "label"; }

    std::string text(Store &store, State const &state) const override {
        if (!state) return "as the rules say";
        sqlite::Stmt read{store.db(), "SELECT ?1 ->> 'decision', ?1 ->> 'entity', ?1 ->> 'sensitivity'"};
        read.bind(1, *state);
        read.step();
        if (read.get_text(0) == "rejected") return "rejected";
        return fmt::format("{} ({})", read.get_text(1), read.get_text(2));
    }

    std::vector<NamedObject> objects(Store &store, Event const &event) const override {
        return object_of(store, event);
    }

    Undoable const &undoable() const override { return *this; }
    void follow_renames(Store &store, Event &event) const override { follow_object(store, event); }

    State present(Store &store, Event const &event) const override {
        return decision_state(store, base::parse_int(event.subject_id).value_or(0));
    }

    void write(Store &store, Event const &event, State const &state, std::string const &) const override {
        restore_decision(store, base::parse_int(event.subject_id).value_or(0), state, event.label);
    }
};

} // namespace

Subject const &label_subject() {
    static LabelSubject const k_subject;
    return k_subject;
}

} // namespace scribe::catalog
