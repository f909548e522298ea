// SPDX-License-Identifier: MIT
#pragma once

#include "model/objects.hpp"
#include "model/reader.hpp"

#include <map>
#include <memory>
#include <string>
#include <tuple>
#include <vector>

namespace scribe::diff {

/// Owner and grants of an object; kinds that have none are without.
struct Rights {
    std::string owner;
    std::vector<model::Grant> grants;
};
Rights rights_of(model::Record const &record);

/// What of them is not compared: objects that both states have keep those of the old one, new ones have none.
struct KeptRights {
    bool owners = false;
    bool privileges = false;
    bool any() const { return owners || privileges; }
};

/// The record with what is kept as `old` has it; the owner's own grants are those of its owner. What is kept of a new
/// object is nothing: `old` is empty then.
model::Record with_kept_rights(model::Record record, Rights const &old, KeptRights kept);

/// The new state with what is kept of the old one, by kind and name.
class KeptRightsReader final : public model::ModelReader {
public:
    /// `old_state` has to outlive it.
    KeptRightsReader(std::unique_ptr<model::ModelReader> new_state, model::ModelReader &old_state, KeptRights kept);

    model::SourceFacts facts() override { return m_new->facts(); }
    std::unique_ptr<model::RecordCursor> read(model::Kind kind) override;
    bool find(model::Kind kind, std::string const &schema, std::string const &table, std::string const &name,
              model::Record &record) override;

private:
    using Key = std::tuple<std::string, std::string, std::string>;
    std::map<Key, Rights> const &old_rights(model::Kind kind);

    std::unique_ptr<model::ModelReader> m_new;
    model::ModelReader &m_old;
    KeptRights m_kept;
    std::map<model::Kind, std::map<Key, Rights>> m_rights; ///< read once a kind is asked for
};

} // namespace scribe::diff
