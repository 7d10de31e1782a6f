{{/* esm.sh reads strict JSON only; without a port here it listens on 80, which a plain user may not. */}}
{{- define "module-proxy.config" -}}
{{- $config := dict "port" 8080 "workDir" "/data" "buildConcurrency" (int .Values.buildConcurrency) -}}
{{- with .Values.npmRegistry }}{{ $_ := set $config "npmRegistry" . }}{{ end -}}
{{- $scopes := dict -}}
{{- range $scope, $url := .Values.npmScopedRegistries }}{{ $_ := set $scopes $scope (dict "registry" $url) }}{{ end -}}
{{- with $scopes }}{{ $_ := set $config "npmScopedRegistries" . }}{{ end -}}
{{- if or .Values.allowPackages .Values.allowScopes -}}
{{- $scoped := list -}}
{{- range .Values.allowScopes }}{{ $scoped = append $scoped . }}{{ end -}}
{{- $_ := set $config "allowList" (dict "packages" (.Values.allowPackages | default list) "scopes" $scoped) -}}
{{- end -}}
{{- toRawJson (mergeOverwrite $config (deepCopy .Values.config)) -}}
{{- end }}

{{- define "module-proxy.image" -}}
{{ include "tentacular-system.image" (dict "root" . "image" .Values.image) }}
{{- end }}

{{/* When to pull; the short form of an image has no say in it. */}}
{{- define "module-proxy.pullPolicy" -}}
{{- if kindIs "string" .Values.image }}IfNotPresent{{ else }}{{ .Values.image.pullPolicy }}{{ end -}}
{{- end }}

{{/* The image's own Deno is on no PATH that esm.sh would find once /esm is not its folder. */}}
{{- define "module-proxy.env" -}}
- name: HOME
  value: /data
- name: DENO_DIR
  value: /data/deno
- name: PATH
  value: /esm/bin:/usr/local/bin:/usr/bin:/bin
- name: NO_COLOR
  value: "1"
{{- end }}

{{/* A folder per version on a claim: modules that another version built have other bytes, which no lock would accept. */}}
{{- define "module-proxy.mounts" -}}
- name: data
  mountPath: /data
  {{- if eq .Values.storage "pvc" }}
  subPath: {{ include "module-proxy.version" . }}
  {{- end }}
- name: tmp
  mountPath: /tmp
{{- end }}

{{- define "module-proxy.version" -}}
{{ include "tentacular-system.moduleProxyVersion" (dict "Values" (dict "global" .Values.global "moduleProxy" .Values)) }}
{{- end }}
