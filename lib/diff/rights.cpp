// SPDX-License-Identifier: MIT
#include "diff/rights.hpp"

#include "model/serialize.hpp"

#include <algorithm>
#include <optional>

namespace scribe::diff {

namespace {

using model::Kind;
using model::Record;

/// Calls `visit` with the object, when it is of a kind that has an owner or grants.
template <typename Visit> void visit_owned(Record const &record, Visit const &visit) {
    switch (record.kind) {
    case Kind::schema: return visit(model::from_record<model::Schema>(record));
    case Kind::table: return visit(model::from_record<model::Table>(record));
    case Kind::view: return visit(model::from_record<model::View>(record));
    case Kind::sequence: return visit(model::from_record<model::Sequence>(record));
    case Kind::type: return visit(model::from_record<model::Type>(record));
    case Kind::routine: return visit(model::from_record<model::Routine>(record));
    case Kind::column: return visit(model::from_record<model::Column>(record));
    case Kind::statistics: return visit(model::from_record<model::Statistics>(record));
    case Kind::privileges: return visit(model::from_record<model::Privileges>(record));
    default: return;
    }
}

template <typename T> std::string *owner_in(T &object) {
    if constexpr (requires { object.owner; }) return &object.owner;
    else return nullptr;
}

template <typename T> std::vector<model::Grant> *grants_in(T &object) {
    if constexpr (requires { object.grants; }) return &object.grants;
    else return nullptr;
}

void rename(std::vector<model::Grant> &grants, std::string const &from, std::string const &to) {
    for (auto &grant : grants) {
        if (grant.grantee == from) grant.grantee = to;
    }
    std::erase_if(grants, [](model::Grant const &grant) { return grant.grantee.empty(); });
}

class Cursor final : public model::RecordCursor {
public:
    Cursor(std::unique_ptr<model::RecordCursor> records,
           std::map<std::tuple<std::string, std::string, std::string>, Rights> const &old, KeptRights kept)
        : m_records(std::move(records)), m_old(old), m_kept(kept) {}

    bool next(Record &record) override {
        if (!m_records->next(record)) return false;
        auto const found = m_old.find({record.schema, record.table, record.name});
        record = with_kept_rights(std::move(record), found == m_old.end() ? Rights{} : found->second, m_kept);
        return true;
    }

private:
    std::unique_ptr<model::RecordCursor> m_records;
    std::map<std::tuple<std::string, std::string, std::string>, Rights> const &m_old;
    KeptRights m_kept;
};

} // namespace

Rights rights_of(Record const &record) {
    Rights rights;
    visit_owned(record, [&](auto object) {
        if (auto *owner = owner_in(object)) rights.owner = std::move(*owner);
        if (auto *grants = grants_in(object)) rights.grants = std::move(*grants);
    });
    return rights;
}

Record with_kept_rights(Record record, Rights const &old, KeptRights kept) {
    bool const has = !old.owner.empty() || !old.grants.empty() || record.body.find("\"owner\"") != std::string::npos ||
                     record.body.find("\"grants\"") != std::string::npos;
    if (!has) return record;
    std::optional<Record> changed;
    visit_owned(record, [&](auto object) {
        // Default privileges are known by the role that makes the new objects.
        if (record.kind == Kind::privileges && model::from_record<model::Privileges>(record).on != "database") return;
        auto *const owner = owner_in(object);
        auto *const grants = grants_in(object);
        auto const own = owner ? *owner : std::string{};
        if (kept.owners && owner) *owner = old.owner;
        if (grants && kept.privileges) {
            *grants = old.grants;
            if (owner && *owner != old.owner) rename(*grants, old.owner, *owner);
        } else if (grants && owner && *owner != own) {
            rename(*grants, own, *owner);
        }
        changed = model::to_record(std::move(object));
    });
    if (changed) record.body = std::move(changed->body);
    return record;
}

KeptRightsReader::KeptRightsReader(std::unique_ptr<model::ModelReader> new_state, model::ModelReader &old_state,
                                   KeptRights kept)
    : m_new(std::move(new_state)), m_old(old_state), m_kept(kept) {}

std::map<KeptRightsReader::Key, Rights> const &KeptRightsReader::old_rights(Kind kind) {
    auto const [place, is_new] = m_rights.try_emplace(kind);
    if (!is_new) return place->second;
    auto const cursor = m_old.read(kind);
    for (Record record; cursor->next(record);) {
        auto rights = rights_of(record);
        if (!rights.owner.empty() || !rights.grants.empty())
            place->second.emplace(Key{record.schema, record.table, record.name}, std::move(rights));
    }
    return place->second;
}

std::unique_ptr<model::RecordCursor> KeptRightsReader::read(Kind kind) {
    return std::make_unique<Cursor>(m_new->read(kind), old_rights(kind), m_kept);
}

bool KeptRightsReader::find(Kind kind, std::string const &schema, std::string const &table, std::string const &name,
                            Record &record) {
    if (!m_new->find(kind, schema, table, name, record)) return false;
    auto const &rights = old_rights(kind);
    auto const found = rights.find({schema, table, name});
    record = with_kept_rights(std::move(record), found == rights.end() ? Rights{} : found->second, m_kept);
    return true;
}

} // namespace scribe::diff
