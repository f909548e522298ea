// SPDX-License-Identifier: MIT
#pragma once

#include "http/client.hpp"

#include <memory>

namespace scribe::http {

/// Sends requests of many threads at the same time, from one thread of its own, over connections that are kept and
/// shared.
class Pool {
public:
    Pool();
    Pool(Pool const &) = delete;
    Pool &operator=(Pool const &) = delete;
    /// No send() may be under way.
    ~Pool();

    /// As http::send(): sends it once and waits for the answer. For any thread.
    Response send(Request const &request);

private:
    class Loop;
    std::unique_ptr<Loop> m_loop;
};

} // namespace scribe::http
