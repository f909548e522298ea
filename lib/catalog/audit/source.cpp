// SPDX-License-Identifier: MIT
#include "base/error.hpp"
#include "catalog/audit/subject.hpp"

namespace scribe::catalog {

namespace {

/// That a source was added, changed or removed.
class SourceSubject final : public Subject {
public:
    std::string_view name() const override { return "source"; }

    std::string text(Store &store, State const &state) const override {
        if (!state) return "not there";
        sqlite::Stmt read{store.db(),
                          "SELECT ?1 ->> 'url' || coalesce(' (password ' || (?1 ->> 'password') || ')', '')"};
        read.bind(1, *state);
        read.step();
        return std::string{read.get_text(0)};
    }

    std::vector<NamedObject> objects(Store &, Event const &event) const override {
        NamedObject source{event.subject_id, {}};
        source.record.kind = model::Kind::server;
        source.record.name = event.subject_id;
        return {std::move(source)};
    }

    Undoable const &undoable() const override {
        throw base::Error(base::ExitCode::usage,
                          "changes of sources cannot be undone: events keep neither passwords nor what scans found",
                          "scribe source add, remove and rekey change sources; scribe audit lists what else to undo");
    }
};

} // namespace

Subject const &source_subject() {
    static SourceSubject const k_subject;
    return k_subject;
}

} // namespace scribe::catalog
