// SPDX-License-Identifier: MIT
#include "base/error.hpp"
#include "base/text.hpp"
#include "catalog/audit/subject.hpp"
#include "catalog/said/descriptions.hpp"

#include <fmt/format.h>

namespace scribe::catalog {

namespace {

model::Description fresh(std::string const &state) {
    auto one = model::description_from_json(state, "a version");
    one.stale = false;
    return one;
}

/// A version of what is said of an object.
class DescriptionSubject final : public Subject, public Undoable {
public:
    std::string_view name() const override { return "description"; }

    std::string text(Store &, State const &state) const override {
        if (!state) return "not there";
        auto const one = model::description_from_json(*state, "a version");
        return fmt::format("{} by {}: {}", one.status, one.origin, base::single_line(one.text));
    }

    std::vector<NamedObject> objects(Store &store, Event const &event) const override {
        return object_of(store, event);
    }

    Undoable const &undoable() const override { return *this; }
    void follow_renames(Store &store, Event &event) const override { follow_object(store, event); }

    State present(Store &store, Event const &event) const override {
        auto const [object_id, version] = parse_description_key(event.subject_id).value_or(std::pair{0, 0});
        return description_state(store, object_id, version);
    }

    /// That a text became stale is no change by a person.
    bool same(State const &one, State const &other) const override {
        return one.has_value() == other.has_value() && (!one || fresh(*one) == fresh(*other));
    }

    State target(State const &present, Event const &event) const override {
        if (!present || !event.after) return event.after;
        auto next = model::description_from_json(*event.after, "a version");
        next.stale = next.stale || model::description_from_json(*present, "a version").stale;
        return model::description_to_json(next);
    }

    void write(Store &store, Event const &event, State const &state, std::string const &change_set) const override {
        auto const [object_id, version] = parse_description_key(event.subject_id).value_or(std::pair{0, 0});
        sqlite::Stmt author{store.db(), "SELECT author FROM change_set WHERE id = ?"};
        author.bind(1, change_set);
        auto const who = author.step() ? std::string{author.get_text(0)} : std::string{};
        if (!restore_description(store, object_id, version, state, who))
            throw base::Error(base::ExitCode::usage,
                              fmt::format("{} is not in the catalog any more", base::single_line(event.label)));
    }
};

} // namespace

Subject const &description_subject() {
    static DescriptionSubject const k_subject;
    return k_subject;
}

} // namespace scribe::catalog
