// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace scribe::workload {

/// Cuts JSON that is a list of objects, or objects one after the other (JSON Lines), into the objects, however long it
/// is: one is in memory at a time. Only strings and brackets are looked at; whoever parses an object finds what else is
/// wrong.
class JsonObjects {
public:
    explicit JsonObjects(std::function<void(std::string_view)> each) : m_each(std::move(each)) {}

    /// The next piece of the file. Throws base::Error(config) for what is no such JSON.
    void feed(std::string_view part);
    /// After the last. Throws base::Error(config) when an object or the list does not end.
    void finish() const;

private:
    std::function<void(std::string_view)> m_each;
    std::string m_object; ///< that has begun
    std::size_t m_depth = 0;
    bool m_in_string = false, m_escaped = false, m_in_list = false;
};

} // namespace scribe::workload
