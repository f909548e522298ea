// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/store.hpp"
#include "model/said/context_entry.hpp"

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
    /// Brings an event of an object that was accepted as renamed since to the name that has now what was said of it.
    virtual void follow_renames(Store & /*store*/, Event & /*event*/) const {}
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
Subject const &context_subject();
Subject const &description_subject();
Subject const &glossary_subject();
Subject const &label_subject();
Subject const &relationship_subject();
Subject const &rename_subject();
Subject const &source_subject();
Subject const &template_subject();

/// Who says what a change set says, when and by which command; field and text are empty.
model::ContextEntry said_by(Store &store, std::string const &change_set);

/// follow_renames of events whose subject_id is, or begins with, the id of an object.
void follow_object(Store &store, Event &event);
/// The name that has now what was said of the object before the change set `since` ended: since then it may have been
/// accepted as renamed, and that undone.
model::Record present_name(Store &store, std::string const &source, model::Record record, std::string const &since);

/// The object whose id the event's subject_id is, if the catalog has it; of the database itself the source.
std::vector<NamedObject> object_of(Store &store, Event const &event);

} // namespace scribe::catalog
