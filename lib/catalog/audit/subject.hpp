// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/store.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// What undo and audit know of each kind of thing that events tell of. A new one is a class of its own and a line in
// subjects(); nothing else has to know it.
namespace scribe::catalog {

/// A thing as events keep it: JSON; nothing when it is not there.
using State = std::optional<std::string>;

/// That a thing went, or shall go, from one state to another.
struct Event {
    std::string id, change_set;
    std::string subject, subject_id;
    std::string label; ///< the thing's name for people
    State before, after;
};

/// An object that an event is about.
struct NamedObject {
    std::string source; ///< empty when the source is gone
    model::Record record;
};

/// How states of one subject are read and written.
class Undoable {
public:
    virtual ~Undoable() = default;
    /// What the thing of the event is now.
    virtual State present(Store &store, Event const &event) const = 0;
    /// True when both say the same of what people change; what was measured anew meanwhile may differ.
    virtual bool same(State const &one, State const &other) const { return one == other; }
    /// What to write to bring `present` to the event's `after`.
    virtual State target(State const & /*present*/, Event const &event) const { return event.after; }
    /// Writes `state` in the transaction that the caller has open, as part of the change set of that id. Throws
    /// base::Error(usage) when what the thing belongs to is gone.
    virtual void write(Store &store, Event const &event, State const &state, std::string const &change_set) const = 0;
};

/// One kind of thing, as `event.subject` names it.
class Subject {
public:
    virtual ~Subject() = default;
    virtual std::string_view name() const = 0;
    /// A state in a few words.
    virtual std::string text(Store &store, State const &state) const = 0;
    /// The objects that the event is about.
    virtual std::vector<NamedObject> objects(Store &store, Event const &event) const = 0;
    /// Throws base::Error(usage) that says why and what helps when states of this subject cannot be restored.
    virtual Undoable const &undoable() const = 0;
};

/// All subjects.
std::vector<Subject const *> const &subjects();
/// The one of that name, or nothing.
Subject const *find_subject(std::string_view name);

// One a file of this folder.
Subject const &label_subject();
Subject const &relationship_subject();
Subject const &rename_subject();
Subject const &source_subject();

/// The object whose id the event's subject_id is, if the catalog has it.
std::vector<NamedObject> object_of(Store &store, Event const &event);

} // namespace scribe::catalog
