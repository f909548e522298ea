// SPDX-License-Identifier: MIT
#include "base/text.hpp"
#include "catalog/audit/subject.hpp"
#include "catalog/said/templates.hpp"

namespace scribe::catalog {

namespace {

/// A template of people, by its name.
class TemplateSubject final : public Subject, public Undoable {
public:
    std::string_view name() const override { return "template"; }

    std::string text(Store &, State const &state) const override {
        if (!state) return "not there";
        auto const one = model::template_from_json(*state, "a template");
        return one.text.empty() ? "taken away" : base::single_line(one.text);
    }

    std::vector<NamedObject> objects(Store &, Event const &) const override { return {}; }

    Undoable const &undoable() const override { return *this; }

    State present(Store &store, Event const &event) const override { return template_state(store, event.subject_id); }

    void write(Store &store, Event const &event, State const &state, std::string const &change_set) const override {
        sqlite::Stmt author{store.db(), "SELECT author FROM change_set WHERE id = ?"};
        author.bind(1, change_set);
        restore_template(store, event.subject_id, state, author.step() ? author.get_text(0) : std::string_view{});
    }
};

} // namespace

Subject const &template_subject() {
    static TemplateSubject const k_subject;
    return k_subject;
}

} // namespace scribe::catalog
