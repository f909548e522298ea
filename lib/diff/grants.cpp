// SPDX-License-Identifier: MIT
#include "diff/grants.hpp"

#include <algorithm>

namespace scribe::diff {

namespace {

using model::Grant;
using model::Kind;

std::vector<std::string> owner_rights(Kind kind) {
    switch (kind) {
    case Kind::table:
    case Kind::view: return {"SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER"};
    case Kind::sequence: return {"SELECT", "UPDATE", "USAGE"};
    case Kind::schema: return {"CREATE", "USAGE"};
    case Kind::routine: return {"EXECUTE"};
    case Kind::type:
    case Kind::server: return {"USAGE"};
    default: return {};
    }
}

std::vector<std::string> public_rights(Kind kind) {
    if (kind == Kind::routine) return {"EXECUTE"};
    if (kind == Kind::type) return {"USAGE"};
    return {};
}

} // namespace

std::vector<Grant> effective_grants(Kind kind, std::string const &owner, std::vector<Grant> grants) {
    if (kind == Kind::column) return grants;
    if (grants.empty()) {
        if (auto rights = public_rights(kind); !rights.empty()) grants.push_back({"public", std::move(rights), {}});
        if (auto rights = owner_rights(kind); !rights.empty() && !owner.empty())
            grants.push_back({owner, std::move(rights), {}});
    }
    for (auto &grant : grants) {
        // The owner may grant whatever he has.
        if (grant.grantee == owner) {
            grant.grantable.clear();
            std::erase(grant.privileges, "MAINTAIN");
        }
        std::sort(grant.privileges.begin(), grant.privileges.end());
        std::sort(grant.grantable.begin(), grant.grantable.end());
    }
    std::erase_if(grants, [](Grant const &grant) { return grant.privileges.empty(); });
    std::sort(grants.begin(), grants.end(), [](Grant const &a, Grant const &b) { return a.grantee < b.grantee; });
    return grants;
}

bool is_closed_to_public(std::vector<Grant> const &grants) {
    return !grants.empty() &&
           std::none_of(grants.begin(), grants.end(), [](Grant const &grant) { return grant.grantee == "public"; });
}

std::vector<Grant> default_grants(model::Privileges const &privileges) {
    if (!privileges.in_schema.empty()) return {}; // adds to the others
    using Words = std::vector<std::string>;
    struct Rule {
        std::string_view on;
        Words owner, everyone;
    };
    static std::vector<Rule> const k_rules{
        {"database", {"CONNECT", "CREATE", "TEMPORARY"}, {"CONNECT", "TEMPORARY"}},
        {"tables", {"DELETE", "INSERT", "REFERENCES", "SELECT", "TRIGGER", "TRUNCATE", "UPDATE"}, {}},
        {"sequences", {"SELECT", "UPDATE", "USAGE"}, {}},
        {"functions", {"EXECUTE"}, {"EXECUTE"}},
        {"types", {"USAGE"}, {"USAGE"}},
        {"schemas", {"CREATE", "USAGE"}, {}},
        {"large objects", {"SELECT", "UPDATE"}, {}}};
    auto const rule =
        std::find_if(k_rules.begin(), k_rules.end(), [&](Rule const &one) { return one.on == privileges.on; });
    if (rule == k_rules.end()) return {};
    std::vector<Grant> grants{{privileges.owner, rule->owner, {}}};
    if (!rule->everyone.empty()) grants.push_back({"public", rule->everyone, {}});
    return grants;
}

} // namespace scribe::diff
