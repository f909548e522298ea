// SPDX-License-Identifier: MIT
#pragma once

#include "base/error.hpp"

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// HTTP and HTTPS. Proxies are those of the environment (https_proxy, no_proxy ...), the certificate authorities those
/// of the system or of the file that SSL_CERT_FILE names. URLs may hold secrets, anywhere: no message shows more of one
/// than its server.
namespace scribe::http {

/// What is sent. Redirects are not followed.
struct Request {
    std::string method = "POST";
    std::string url;                    ///< user and password in it are sent as Basic authentication
    std::vector<std::string> headers{}; ///< "Content-Type: application/json"
    std::string body{};
    std::chrono::milliseconds timeout{10'000}; ///< for all of it
    std::size_t most_bytes = 1U << 20U;        ///< of the answer; a longer one is an error
    bool interruptible = true;                 ///< Ctrl-C ends it
};

struct Response {
    long status = 0; ///< 200
    std::string body;
    std::chrono::seconds retry_after{0};                        ///< what the server asks for with 429 or 503
    std::vector<std::pair<std::string, std::string>> headers{}; ///< names in lower case, in their order

    /// The value of the first header of that name, in lower case; empty when there is none.
    std::string_view header(std::string_view name) const;

    bool ok() const { return status >= 200 && status < 300; }
    /// True when the same request may work later: 408, 429 and 5xx.
    bool temporary() const { return status == 408 || status == 429 || status >= 500; }
};

/// What is thrown for an answer that is longer than it may be.
class TooLong : public base::Error {
public:
    using base::Error::Error;
};

/// Sends it once. Any status is an answer. Throws base::Error(service) when there is none, TooLong among
/// them, and base::Error(interrupted).
Response send(Request const &request);

/// How often something is tried.
struct Retry {
    int tries = 3;
    std::chrono::milliseconds pause{1'000}; ///< before the second try; twice as long before each next one
    std::chrono::milliseconds longest{60'000};
};

/// Sends it until there is an answer that is not temporary. Throws base::Error(service) for any but 2xx in the end.
Response send(Request const &request, Retry const &retry);

/// "https://hooks.example:8443": what may be shown of a URL. Throws base::Error(usage) for what is no http or https
/// URL.
std::string server_of(std::string_view url);

} // namespace scribe::http
