package com.example.myapp.web;

record Sort(String name) {
}
