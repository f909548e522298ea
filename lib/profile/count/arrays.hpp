// SPDX-License-Identifier: MIT
#pragma once

#include "model/profile.hpp"
#include "model/sample.hpp"
#include "profile/count/axis.hpp"
#include "profile/count/distinct.hpp"
#include "profile/count/limits.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace scribe::profile {

/// Counts arrays as PostgreSQL prints them; those of more dimensions by all their elements.
class ArrayCounter {
public:
    ArrayCounter(Pool &pool, Limits const &limits) : m_lengths(limits.kept), m_distinct(pool, true) {}

    void add(model::SampleValue const &value);
    Axis &lengths() { return m_lengths; }
    std::int64_t invalid() const { return m_invalid; }
    void finish(model::ArrayFacts &facts) const;

private:
    bool read(std::string_view text, std::int64_t &length);

    Axis m_lengths;
    DistinctCounter m_distinct;
    std::int64_t m_count = 0, m_empty = 0, m_elements = 0, m_nulls = 0, m_invalid = 0;
};

} // namespace scribe::profile
