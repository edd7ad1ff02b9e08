/* test-certificate.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* For localhost and 127.0.0.1. Made for these tests; nobody vouches for it. */
#define TEST_CERTIFICATE_PEM \
  "-----BEGIN CERTIFICATE-----\n"                                      \
  "MIIBmzCCAUGgAwIBAgIUP4FsGhro62w01u10uE7v+xprK78wCgYIKoZIzj0EAwIw\n" \
  "FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMjE1NTQzMFoYDzIxMjYxMDI5\n" \
  "MTU1NDMwWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO\n" \
  "PQMBBwNCAAQljwtJbP+btz0t0wlZFSXCuWfFk/Uc929Ye/nOfXWKNit81iuUWPuQ\n" \
  "tZTm8obj2SYfy64AB5eKdz1B7vxdtCYNo28wbTAdBgNVHQ4EFgQUBPfvcSzFeUui\n" \
  "79LS17ELYqbWaN8wHwYDVR0jBBgwFoAUBPfvcSzFeUui79LS17ELYqbWaN8wDwYD\n" \
  "VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI\n" \
  "zj0EAwIDSAAwRQIhAM6A6KNVIeRZcAeucOQAd64d7VtHh/OHCBpRmWLY7ikdAiAW\n" \
  "jhS9+oJ/rILfxnC7ywIjFFCYprbvI9RHsxfHAD7y1Q==\n"                     \
  "-----END CERTIFICATE-----\n"                                        \
  "-----BEGIN PRIVATE KEY-----\n"                                      \
  "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgNzIqxcfYCRXVk8D+\n" \
  "LRFIApLhqjMpzCnlZibk7fFfg6qhRANCAAQljwtJbP+btz0t0wlZFSXCuWfFk/Uc\n" \
  "929Ye/nOfXWKNit81iuUWPuQtZTm8obj2SYfy64AB5eKdz1B7vxdtCYN\n"         \
  "-----END PRIVATE KEY-----\n"
