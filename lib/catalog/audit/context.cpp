// SPDX-License-Identifier: MIT
#include "catalog/said/context.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "catalog/audit/subject.hpp"

#include <fmt/format.h>

namespace scribe::catalog {

namespace {

/// What people say of an object in one field.
class ContextSubject final : public Subject, public Undoable {
public:
    std::string_view name() const override { return "context"; }

    std::string text(Store &store, State const &state) const override {
        return state ? base::single_line(context_text(store, state)) : "not said";
    }

    std::vector<NamedObject> objects(Store &store, Event const &event) const override {
        return object_of(store, event);
    }

    Undoable const &undoable() const override { return *this; }
    void follow_renames(Store &store, Event &event) const override { follow_object(store, event); }

    State present(Store &store, Event const &event) const override {
        auto const [object_id, field] = key_of(event);
        return context_state(store, object_id, field);
    }

    void write(Store &store, Event const &event, State const &state, std::string const &change_set) const override {
        auto const [object_id, field] = key_of(event);
        if (!restore_context(store, object_id, field, state, said_by(store, change_set)))
            throw base::Error(base::ExitCode::usage,
                              fmt::format("{} is not in the catalog any more", base::single_line(event.label)));
    }

private:
    static std::pair<std::int64_t, std::string> key_of(Event const &event) {
        return parse_context_key(event.subject_id).value_or(std::pair{0, ""});
    }
};

} // namespace

Subject const &context_subject() {
    static ContextSubject const k_subject;
    return k_subject;
}

model::ContextEntry said_by(Store &store, std::string const &change_set) {
    sqlite::Stmt read{store.db(), "SELECT author, command FROM change_set WHERE id = ?"};
    read.bind(1, change_set);
    model::ContextEntry by;
    if (read.step()) {
        by.author = read.get_text(0);
        by.origin = read.get_text(1);
    }
    by.said_at = utc_now();
    return by;
}

} // namespace scribe::catalog
