// SPDX-License-Identifier: MIT
#pragma once

#include "http/client.hpp"

#include <curl/curl.h>

#include <memory>

// What single requests and pools of them have in common: not part of this module's surface.
namespace scribe::http {

template <auto function> struct Call {
    template <typename T> void operator()(T *what) const { function(what); }
};

/// One request as libcurl has it. `request` must outlive it.
class Transfer {
public:
    /// Throws base::Error(usage) for an address that is none, base::Error(internal).
    explicit Transfer(Request const &request);
    Transfer(Transfer const &) = delete;
    Transfer &operator=(Transfer const &) = delete;

    CURL *handle() const { return m_handle.get(); }
    /// What became of it. Throws as send().
    Response finish(CURLcode code);

private:
    static std::size_t take_body(char *data, std::size_t, std::size_t size, void *self);
    void set_up();
    void read_headers(Response &response) const;

    Request const &m_request;
    std::unique_ptr<CURL, Call<curl_easy_cleanup>> m_handle;
    std::unique_ptr<curl_slist, Call<curl_slist_free_all>> m_headers;
    std::string m_body;
};

/// libcurl's own state, once a program.
void start_curl();

} // namespace scribe::http
