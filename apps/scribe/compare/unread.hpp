// SPDX-License-Identifier: MIT
#pragma once

#include "diff/ddl/script.hpp"
#include "model/record.hpp"

#include <set>
#include <string>
#include <vector>

namespace scribe::cli {

/// The objects of two states that a scan did not read in full, because other sessions kept tables locked.
class Unread {
public:
    void add(model::Record const &record);
    bool empty() const { return m_objects.empty(); }
    /// What is not compared and why, in one sentence; empty where everything is.
    std::string note() const;
    /// A script that only says why there is none: what is not known cannot be made, and anything may need it.
    std::vector<diff::ddl::Statement> script() const;

private:
    std::set<std::string> m_objects, m_tables;
};

} // namespace scribe::cli
